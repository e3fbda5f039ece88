import { type ChildProcess, spawn } from "node:child_process";

/** How long a server may take to start, in milliseconds. */
const START_TIMEOUT = 60_000;

/** A server that was started. */
export interface Server {
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a server, and waits until what it writes matches `ready`.
 *
 * @returns the match, too
 */
export async function startServer(
  command: string,
  words: readonly string[],
  ready: RegExp,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Server & { match: RegExpExecArray }> {
  const server = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], env });
  const gone = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const end = () => void server.kill();
  process.once("exit", end);
  const match = await readyMatch(server, ready).catch((error: unknown) => {
    end();
    throw error;
  });
  return {
    match,
    async stop() {
      end();
      await gone;
      process.off("exit", end);
    },
  };
}

function readyMatch(server: ChildProcess, ready: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let log = "";
    const fail = (why: string) => reject(new Error(`${server.spawnfile} ${why}:\n${log}`));
    const timer = setTimeout(() => fail("did not start in time"), START_TIMEOUT);
    server.once("error", ({ message }) => fail(message));
    server.once("close", () => fail("ended"));
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        log += text;
        const match = ready.exec(log);
        if (match === null) return;
        clearTimeout(timer);
        resolve(match);
      });
    }
  });
}

/** What a command ended with. */
export interface Ended {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. Not synchronously: this process forwards what it asks the signing services. */
export function execute(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ ok: code === 0, stdout, stderr }));
  });
}

/**
 * Runs a command that has to succeed, and returns what it wrote to stdout.
 *
 * @throws {Error} with what it wrote to stderr
 */
export async function succeed(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { ok, stdout, stderr } = await execute(command, words, env);
  if (!ok) throw new Error(`${command} ${words.join(" ")} failed:\n${stderr || stdout}`);
  return stdout;
}
