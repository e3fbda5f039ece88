import { capture } from "../../../tools/children.mjs";
import { pythonTool } from "../../../tools/setup/python.mjs";

/**
 * Runs a block of shell as Bash and AWS's own CLI run it, and answers what it prints.
 *
 * @param env - the variables that reach the account
 * @param cwd - where files are written
 * @throws {Error} with what was printed, if a command fails
 */
export async function runShell(
  block: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<string> {
  const aws = await pythonTool("aws", undefined, "aws");
  const script = [
    "set -eu -o pipefail",
    `aws() { ${aws} --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }`,
    block,
  ].join("\n");
  const options = {
    cwd,
    env: { PATH: process.env.PATH, AWS_DEFAULT_REGION: env.AWS_REGION, ...env },
  };
  return capture("/bin/bash", ["-c", script], options);
}

/** The words of a command line of `nc`, without `npx nc`. */
export function wordsOfNc(line: string): readonly string[] {
  const [, words] = /^npx nc (.+)$/.exec(line.replaceAll(/\\\n */g, "")) ?? [];
  if (words === undefined) throw new Error(`${line} is not one line of nc`);
  return [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
