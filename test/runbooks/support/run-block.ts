import { capture } from "../../../tools/children.mjs";
import { pythonTool } from "../../../tools/setup/python.mjs";

/**
 * Runs the lines of a block of shell that are not `nc`'s, as Bash and AWS's own CLI run them, and answers what they
 * print.
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
  const lines = block.split("\n").filter((line) => !line.startsWith("npx nc "));
  const script = [
    "set -eu -o pipefail",
    `aws() { ${aws} --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }`,
    ...lines,
  ].join("\n");
  const options = {
    cwd,
    env: { PATH: process.env.PATH, AWS_DEFAULT_REGION: env.AWS_REGION, ...env },
  };
  return capture("/bin/bash", ["-c", script], options);
}

/** The command lines of `nc` in a block, each as its words; one that ends in a backslash goes on in the next line. */
export function linesOfNc(block: string): readonly (readonly string[])[] {
  const joined = block.replaceAll(/\\\n */g, "");
  return [...joined.matchAll(/^npx nc (.+)$/gm)].map(([, line = ""]) =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""),
  );
}
