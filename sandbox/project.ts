import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Environment } from "../infra/environments";
import { formatProblem, InvalidInput } from "../infra/problems";
import { type Settings, settingsFromConfig } from "../infra/settings/parse";
import type { Folders } from "./folders";
import { PACK_RUNTIME } from "./home";

type Document = Record<string, unknown>;

/** A Pulumi project's folder, read without the engine. */
export interface Project {
  readonly name: string;
  /**
   * The settings of one environment.
   *
   * @throws {InvalidInput} that lists every problem
   */
  settings(environment: Environment): Settings;
  /** Copies the project and that environment's settings, so that no tracked file is written. */
  copyTo(folder: string, environment: Environment): void;
}

/** Opens the project in `folder`. */
export function openProject(folder: string): Project {
  const manifest = read(join(folder, "Pulumi.yaml"));
  const name = String(manifest.name);
  const fileOf = (environment: Environment) => `Pulumi.${environment}.yaml`;
  return {
    name,
    settings: (environment) => {
      const { config } = read(join(folder, fileOf(environment)));
      return settingsFromConfig(name, environment, asText(config));
    },
    copyTo(target, environment) {
      // The program is handed to the engine: the copy has none of its own.
      const { main: _, ...rest } = manifest;
      write(join(target, "Pulumi.yaml"), rest);
      const own = join(target, fileOf(environment));
      // The engine puts its salt here; a state that was written with it is read with it.
      const { encryptionsalt } = existsSync(own) ? read(own) : {};
      // Secrets of the real stack are KMS's; the sandbox has a passphrase of its own.
      const { secretsprovider, encryptedkey, ...settings } = read(
        join(folder, fileOf(environment)),
      );
      write(own, { ...settings, ...(encryptionsalt ? { encryptionsalt } : {}) });
    },
  };
}

/**
 * A copy of the policy pack's manifest, for a runtime that only the sandbox has: an installed CLI's
 * own language plugin then never starts the pack.
 *
 * @returns the folder to give to the engine
 */
export function copyPack(pack: string, { pack: target }: Folders): string {
  const { description } = read(join(pack, "PulumiPolicy.yaml"));
  const runtime = { name: PACK_RUNTIME, options: { pack } };
  write(join(target, "PulumiPolicy.yaml"), { description, runtime });
  return target;
}

function read(file: string): Document {
  const subject = file.split("/").at(-1) ?? file;
  if (!existsSync(file)) throw new InvalidInput(subject, [formatProblem("file", undefined, file)]);
  try {
    const document: unknown = parse(readFileSync(file, "utf8"));
    return document instanceof Object ? (document as Document) : {};
  } catch (error) {
    const [sentence] = (error as Error).message.split("\n");
    throw new InvalidInput(subject, [`YAML is wrong: ${sentence}`]);
  }
}

/** A stack's config as the engine hands it over: text, and JSON where it is not text itself. */
function asText(config: unknown): Record<string, string> {
  const entries = config instanceof Object ? Object.entries(config) : [];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function write(file: string, document: Document): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, stringify(document));
  renameSync(draft, file);
}
