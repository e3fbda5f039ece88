import { spawn } from "node:child_process";
import { InvalidInput } from "../../../infra/problems";

/** Variables that a build may read. No token reaches it: what it runs is the team's code, and that of its packages. */
const PASSED =
  /^(PATH|HOME|TMPDIR|DOCKER_(HOST|CONFIG|CONTEXT|CERT_PATH|TLS_VERIFY)|BUILDX_.+|SSL_CERT_(FILE|DIR)|HTTPS?_PROXY|NO_PROXY)$/i;

/** Last lines that are shown of what a tool said, where it failed. */
const SHOWN = 20;

/** How a tool is run. */
export interface ToolRun {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further variables, whatever the environment says of them. @default - none */
  readonly own?: Readonly<Record<string, string>>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Runs a tool that builds.
 *
 * @throws {InvalidInput} with its last words, if it fails or is not there
 */
export async function runTool(
  command: string,
  words: readonly string[],
  { env, own, signal }: ToolRun,
): Promise<void> {
  const passed = Object.entries(env).filter(([name]) => PASSED.test(name));
  const child = spawn(command, [...words], {
    env: { ...Object.fromEntries(passed), TZ: "UTC", LC_ALL: "C.UTF-8", ...own },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const why = await new Promise<string | undefined>((resolve) => {
    child.once("error", ({ message }) => resolve(message));
    child.once("close", (code) => resolve(code === 0 ? undefined : `it ended with ${code}`));
  });
  signal.throwIfAborted();
  if (why === undefined) return;
  const last = said.split("\n").filter(Boolean).slice(-SHOWN);
  throw new InvalidInput(`${command} ${words[0] ?? ""}`, [why, ...last]);
}
