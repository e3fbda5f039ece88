import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Deployment, Stack } from "@pulumi/pulumi/automation/index.js";
import type { Environment } from "../infra/environments";
import { InvalidInput } from "../infra/problems";
import type { Folders } from "./folders";

/** How long a run waits for another one that works on the same environment, in milliseconds. */
const PATIENCE = 30_000;
const INTERVAL = 200;

/** What a run needs in order to wait for another. */
export interface Waiting {
  readonly folders: Folders;
  readonly project: { readonly name: string };
  readonly environment: Environment;
  readonly say: (sentence: string) => void;
}

/** Who holds the lock of a stack, as the engine writes it. */
interface Holder {
  readonly pid: number;
  readonly hostname: string;
}

/**
 * Clears the locks of runs that were killed, and waits for a run that is alive.
 *
 * @throws {InvalidInput} if that one does not end
 */
export async function freeLock(
  { folders, project, environment, say }: Waiting,
  patience = PATIENCE,
): Promise<void> {
  const locks = join(folders.state, ".pulumi", "locks", "organization", project.name, environment);
  const deadline = Date.now() + patience;
  for (let announced = false; ; announced = true) {
    const alive = locksIn(locks).filter((file) => {
      const holder = holderOf(file);
      if (holder && isAlive(holder)) return true;
      for (const part of [file, `${file}.attrs`]) rmSync(part, { force: true });
      return false;
    });
    const [first] = alive;
    if (first === undefined) return;
    const by = `process ${holderOf(first)?.pid}`;
    if (Date.now() > deadline) {
      throw new InvalidInput(environment, [`lock is held by ${by}: expected that run to end`]);
    }
    if (!announced) say(`${environment}: waiting for ${by}, which is at work on it`);
    await setTimeout(INTERVAL);
  }
}

/**
 * Removes what a killed engine had not written to its end: it writes the attributes beside a file
 * (`<file>.attrs`, optional) in place, and cannot read a half of them.
 */
export function removeHalfWritten({ state }: Folders): void {
  const folder = join(state, ".pulumi");
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".attrs") && !isJson(join(folder, file)))
      rmSync(join(folder, file), { force: true });
  }
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}

/** The file in which the engine keeps the state of an environment. */
export function stateFile(
  { state }: Folders,
  { name }: { readonly name: string },
  environment: Environment,
): string {
  return join(state, ".pulumi", "stacks", name, `${environment}.json`);
}

/** The resources of an environment's state, read without the engine; none before its first update. */
export function resourcesIn(
  folders: Folders,
  project: { readonly name: string },
  environment: Environment,
): unknown {
  return fieldOf(latestOf(folders, project, environment), "resources") ?? [];
}

/** Whether a run that was killed left something in the middle, read without the engine. */
export function hasPending(
  folders: Folders,
  project: { readonly name: string },
  environment: Environment,
): boolean {
  const pending = fieldOf(latestOf(folders, project, environment), "pending_operations");
  return Array.isArray(pending) && pending.length > 0;
}

/** What the engine wrote down of an environment last; nothing before its first update. */
function latestOf(
  folders: Folders,
  project: { readonly name: string },
  environment: Environment,
): unknown {
  const file = stateFile(folders, project, environment);
  if (!existsSync(file)) return undefined;
  return ["checkpoint", "latest"].reduce(fieldOf, JSON.parse(readFileSync(file, "utf8")));
}

/** What a run that was killed left in the middle: the URNs, in the order of the state. */
export async function clearPending(stack: Stack): Promise<string[]> {
  const pending = (deployment: Deployment) => listIn(deployment, "pending_operations");
  return edit(stack, (deployment) => {
    const urns = pending(deployment).map(({ resource }) => String(fieldOf(resource, "urn")));
    return { urns, deployment: { ...deployment.deployment, pending_operations: [] } };
  });
}

/** Takes the protection off every resource of the stack; returns the URNs of those that had it. */
export async function unprotect(stack: Stack): Promise<string[]> {
  return edit(stack, (deployment) => {
    const resources = listIn(deployment, "resources");
    const urns = resources.filter(({ protect }) => protect === true).map(({ urn }) => String(urn));
    const open = resources.map(({ protect: _, ...resource }) => resource);
    return { urns, deployment: { ...deployment.deployment, resources: open } };
  });
}

type Fields = Record<string, unknown>;

async function edit(
  stack: Stack,
  change: (deployment: Deployment) => { urns: string[]; deployment: Fields },
): Promise<string[]> {
  const before = await stack.exportStack();
  const { urns, deployment } = change(before);
  if (urns.length > 0) await stack.importStack({ ...before, deployment });
  return urns;
}

function listIn({ deployment }: Deployment, key: string): Fields[] {
  const list: unknown = fieldOf(deployment, key);
  return Array.isArray(list) ? (list as Fields[]) : [];
}

function fieldOf(value: unknown, key: string): unknown {
  return value instanceof Object ? Reflect.get(value, key) : undefined;
}

function locksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => join(folder, file));
}

/** Nobody, if the file is gone by now or was half-written. */
function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether the holder runs: its id may have gone to another program since. */
function isAlive(holder: Holder): boolean {
  if (holder.hostname !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    const name = `/proc/${holder.pid}/comm`;
    return !existsSync(name) || readFileSync(name, "utf8").startsWith("pulumi");
  } catch {
    return false;
  }
}
