import { spawn } from "node:child_process";
import { constants as access, accessSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a command to its end. What interrupts this process is passed on, and the command is waited
 * for: it tidies up, and nothing of it stays. It is a process group of its own, so that a Ctrl-C
 * reaches it once and not twice.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @param {import("node:child_process").SpawnOptions} [options]
 * @param {"group" | "leader"} [interrupt] who gets the signal: the whole group, or the command alone, which passes it on
 * @returns {Promise<number>} the exit code; 128 and more if a signal ended it
 */
export async function run(command, words, options = {}, interrupt = "group") {
  const child = spawn(command, words, { stdio: "inherit", ...options, detached: true });
  return ended(child, interrupt);
}

/**
 * Runs a command quietly, and returns what it wrote to stdout.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @param {import("node:child_process").SpawnOptions} [options]
 * @throws {Error} with what it wrote to stderr, if it fails
 * @returns {Promise<string>}
 */
export async function capture(command, words, options = {}) {
  let [out, err] = ["", ""];
  const child = spawn(command, words, {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  child.stdout?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    err += text;
  });
  const code = await ended(child, "group");
  if (code === 0) return out;
  throw new Error(`${command} ${words.join(" ")} ended with ${code}:\n${err || out}`);
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {"group" | "leader"} interrupt
 * @returns {Promise<number>}
 */
async function ended(child, interrupt) {
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    if (interrupt === "leader" || child.pid === undefined) child.kill(signal);
    else process.kill(-child.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
      });
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

/**
 * The path of an executable that is on PATH; `undefined` if none is.
 *
 * @param {string} name
 * @param {string} [path]
 */
export function onPath(name, path = process.env.PATH ?? "") {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, access.X_OK);
    return true;
  } catch {
    return false;
  }
}
