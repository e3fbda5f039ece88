import { createHash, randomBytes } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";

/** Inputs or outputs of a resource, by property. */
export type Properties = Record<string, unknown>;

/** One resource that exists in the simulated account. */
export interface Entry {
  /** Pulumi type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Unique among the resources of its type and region: mostly its physical id. */
  readonly key: string;
  /** Id by which the provider knows it. */
  readonly id: string;
  /** Region that it is in; `global` where its type has none, or its name is global. */
  readonly region: string;
  /** URN of the resource of the program that created it. */
  readonly urn: string;
  /** Logical name of that resource. */
  readonly name: string;
  /** How many resources of the same type, logical name and location were created before it. */
  readonly generation: number;
  /** What the program last asked for. */
  readonly inputs: Properties;
  /** What the resource is: inputs and outputs together. */
  readonly state: Properties;
}

/** How an entry is found: its region may be left out where only one region has it. */
export type Address = Pick<Entry, "type" | "key"> & { readonly region?: string };

/** An entry with the same type, key and region exists. */
export class AlreadyExists extends Error {
  override readonly name = "AlreadyExists";
  constructor(readonly existing: Entry) {
    super(`${existing.type} ${existing.key} already exists`);
  }
}

/** The record of what exists in one simulated account: a file for each resource. */
export interface Cloud {
  /** Every entry, or every one of `type`, in no particular order. */
  list(type?: string): Entry[];
  get(address: Address): Entry | undefined;
  /** @throws {AlreadyExists} if there is one already */
  add(entry: Entry): void;
  /** Replaces what is there. */
  put(entry: Entry): void;
  /**
   * Changes what a resource is, outside Pulumi.
   *
   * @throws {Error} if it does not exist
   */
  patch(address: Address, change: (state: Properties) => Properties): Entry;
  /** Does nothing if it does not exist. */
  remove(address: Address): void;
}

/**
 * Opens the record below `folder`, which need not exist yet. Several processes may use it at the
 * same time: every file is written whole under another name and then renamed.
 */
export function openCloud(folder: string): Cloud {
  const files = ({ type, key, region }: Address): string[] =>
    (region === undefined ? subfolders(join(folder, folderOf(type))) : [region]).map((each) =>
      join(folder, folderOf(type), each, fileOf(key)),
    );

  const get = (address: Address): Entry | undefined => {
    for (const file of files(address)) {
      const entry = readEntry(file);
      if (entry) return entry;
    }
    return undefined;
  };

  const write = (entry: Entry, publish: (from: string, to: string) => void): void => {
    const target = join(folder, folderOf(entry.type), entry.region, fileOf(entry.key));
    mkdirSync(join(target, ".."), { recursive: true });
    const draft = `${target}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
    try {
      writeFileSync(draft, `${JSON.stringify(entry, null, 2)}\n`, { mode: 0o600 });
      publish(draft, target);
    } finally {
      rmSync(draft, { force: true });
    }
  };

  const put = (entry: Entry): void => write(entry, renameSync);

  return {
    list(type) {
      const types = type === undefined ? subfolders(folder) : [folderOf(type)];
      return types
        .flatMap((each) =>
          subfolders(join(folder, each)).map((region) => join(folder, each, region)),
        )
        .flatMap((region) => jsonFiles(region).map((file) => readEntry(join(region, file))))
        .filter((entry) => entry !== undefined);
    },
    get,
    add(entry) {
      write(entry, (from, to) => {
        try {
          linkSync(from, to);
        } catch (error) {
          const existing = codeOf(error) === "EEXIST" ? readEntry(to) : undefined;
          throw existing ? new AlreadyExists(existing) : error;
        }
      });
    },
    put,
    patch(address, change) {
      const changed = changedEntry(get(address), address, change);
      put(changed);
      return changed;
    },
    remove(address) {
      for (const file of files(address)) rmSync(file, { force: true });
    },
  };
}

/**
 * An entry with another state, which `change` may make out of its own copy.
 *
 * @throws {Error} if there is no entry
 */
export function changedEntry(
  entry: Entry | undefined,
  { type, key }: Address,
  change: (state: Entry["state"]) => Entry["state"],
): Entry {
  if (!entry) throw new Error(`${type} ${key} does not exist`);
  return { ...entry, state: change(structuredClone(entry.state)) };
}

function folderOf(type: string): string {
  return type.replaceAll(/[^A-Za-z0-9]+/g, ".");
}

/** A file's name that no other key has, on a file system that knows no case too. */
function fileOf(key: string): string {
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 16);
  const readable = basename(key)
    .replaceAll(/[^A-Za-z0-9-]+/g, "-")
    .slice(-60);
  return `${readable}-${hash}.json`;
}

function subfolders(folder: string): string[] {
  return listed(folder).filter((each) => !each.endsWith(".json") && !each.endsWith(".tmp"));
}

function jsonFiles(folder: string): string[] {
  return listed(folder).filter((each) => each.endsWith(".json"));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

function readEntry(file: string): Entry | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Entry;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
