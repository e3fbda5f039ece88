import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";

/** How often another process is looked at, in milliseconds. */
const INTERVAL = 50;

/** How long a server that does not answer is taken to be ending, in milliseconds. */
const PATIENCE = 5_000;

/** Addresses of a server of the accounts and of GitHub, and the process that it runs in. */
const ADDRESSES = z.strictObject({
  pid: z.int(),
  url: z.url(),
  gitHubUrl: z.url(),
  /** Token with which the simulated GitHub is asked. */
  gitHubToken: z.string(),
});

/** Where the simulated accounts and the simulated GitHub are served. */
export type Addresses = z.output<typeof ADDRESSES>;

/**
 * Says in a folder that this process uses the accounts, until the answer is called. Whoever serves them goes on as
 * long as somebody does.
 */
export function enter(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${CLIENT}${process.pid}`);
  writeFileSync(file, "");
  return () => rmSync(file, { force: true });
}

/**
 * The server that another process runs for these accounts; nothing where none does. One that was killed is
 * forgotten.
 */
export async function findServer(folder: string): Promise<Addresses | undefined> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = readAddresses(folder);
    if (found === undefined) return undefined;
    if (await answers(found)) return found;
    if (!isAlive(found.pid) || Date.now() > deadline) rmSync(join(folder, SERVER), { force: true });
    await setTimeout(INTERVAL);
  }
}

/** Says where this process serves the accounts; `false` where another was first. */
export function announce(folder: string, addresses: Omit<Addresses, "pid">): boolean {
  const draft = join(folder, `${SERVER}.${process.pid}.tmp`);
  writeFileSync(draft, `${JSON.stringify({ pid: process.pid, ...addresses })}\n`);
  try {
    linkSync(draft, join(folder, SERVER));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Waits until nobody else uses the accounts, and ends the server.
 *
 * @param stop - stops listening at once: whoever asks between the last look and that gets no answer, and serves the
 *   accounts itself
 */
export async function withdraw(folder: string, stop: () => Promise<void>): Promise<void> {
  while (othersIn(folder).length > 0) await setTimeout(INTERVAL);
  await stop();
  rmSync(join(folder, SERVER), { force: true });
}

const SERVER = "server.json";
const CLIENT = "client.";

function readAddresses(folder: string): Addresses | undefined {
  try {
    return ADDRESSES.parse(JSON.parse(readFileSync(join(folder, SERVER), "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function answers({ url }: Addresses): Promise<boolean> {
  return fetch(`${url}/_sandbox/clock`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Processes that use the accounts, but for this one; those that were killed are forgotten. */
function othersIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(CLIENT))
    .map((file) => Number(file.slice(CLIENT.length)))
    .filter((pid) => {
      if (pid === process.pid) return false;
      if (isAlive(pid)) return true;
      rmSync(join(folder, `${CLIENT}${pid}`), { force: true });
      return false;
    });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
