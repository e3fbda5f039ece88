import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capture } from "../../../tools/children.mjs";

/** Programs that a runbook may call; each stands for itself, writes down how it was called, and says `1`. */
const PROGRAMS = ["aws", "cosign", "gh", "node", "npm", "npx", "oras", "pulumi"];

/** What reads and writes only files of the person who works: nothing happens, and nothing is checked. */
const LOCAL = ["grep", "jq", "shred"];

/**
 * The calls that a block of shell makes, as Bash itself reads it: each is a program's name and its words.
 *
 * @throws {Error} if Bash refuses the block, or it calls another program
 */
export async function recordCommands(block: string): Promise<readonly (readonly string[])[]> {
  const folder = mkdtempSync(join(tmpdir(), "nc-runbook-"));
  const log = join(folder, "calls");
  writeFileSync(log, "");
  // One write for a call, as those of a pipe run at the same time: Bash would write after each line break.
  const record = PROGRAMS.map(
    (name) => `${name}() { printf '%s\\0' ${name} "$@" $'\\036' >> "$LOG"; echo 1; }`,
  );
  const local = LOCAL.map((name) => `${name}() { echo '{}'; }`);
  const lines = ["set -eu", ...record, ...local, "PATH=", block];
  try {
    await capture("/bin/bash", ["-c", lines.join("\n")], { cwd: folder, env: { LOG: log } });
    return readFileSync(log, "utf8")
      .split("\u001e\0")
      .filter((call) => call !== "")
      .map((call) => call.split("\0").slice(0, -1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
