import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { InvalidInput } from "../../infra/problems";
import { bundleNc, ncBundle } from "../nc-bundle.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs a command line of `nc`, and answers what it prints with `--json`. Its progress is shown.
 *
 * @param env - further variables
 * @throws {InvalidInput} with its problems, if it does not end with 0
 */
export async function runNc(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly answer: unknown }> {
  const nc = ncBundle(ROOT);
  if (!existsSync(nc)) await bundleNc(ROOT, nc);
  const ended = spawnSync(process.execPath, [nc, ...words, "--json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
    maxBuffer: 64 * 2 ** 20,
  });
  if (ended.error) throw ended.error;
  if (ended.status === 0) return JSON.parse(ended.stdout);
  const said = z
    .object({ problems: z.array(z.string()).default([]), answer: z.unknown() })
    .catch({ problems: [], answer: undefined })
    .parse(jsonOf(ended.stdout));
  const why = said.answer === undefined ? [] : [JSON.stringify(said.answer)];
  throw new InvalidInput(`nc ${words.slice(0, 3).join(" ")} ended with ${ended.status}`, [
    ...said.problems,
    ...why,
  ]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
