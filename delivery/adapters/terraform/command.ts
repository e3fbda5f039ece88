import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/** Variables that Terraform and its AWS provider read; nothing else of the environment reaches a stack's code. */
const PASSED =
  /^(PATH|HOME|TMPDIR|TF_CLI_CONFIG_FILE|TF_PLUGIN_CACHE_DIR|AWS_.+|SSL_CERT_(FILE|DIR)|HTTPS?_PROXY|NO_PROXY)$/i;

/** Where a command of Terraform runs. */
export interface TerraformPlace {
  /** Folder of the stack. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Once aborted, Terraform is asked to end: it writes its state and gives its lock back. */
  readonly signal: AbortSignal;
}

/** What a command ended with. */
export interface TerraformEnded {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs one command of Terraform, or of OpenTofu where that alone is there.
 *
 * @throws {InvalidInput} if neither is there
 */
export async function terraform(
  { folder, env, signal }: TerraformPlace,
  words: readonly string[],
): Promise<TerraformEnded> {
  const passed = Object.entries(env).filter(([name]) => PASSED.test(name));
  const own = { TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
  const child = spawn(terraformOn(env.PATH ?? ""), [...words], {
    cwd: folder,
    env: { ...Object.fromEntries(passed), ...own },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const interrupt = () => child.kill("SIGINT");
  signal.addEventListener("abort", interrupt);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    signal.throwIfAborted();
    return { code, out, err };
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}

function terraformOn(path: string): string {
  for (const name of ["terraform", "tofu"]) {
    for (const folder of path.split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // It is not in this folder.
      }
    }
  }
  throw new InvalidInput("Terraform", [
    formatProblem("terraform", "not on PATH", "terraform or tofu, 1.10 or later"),
  ]);
}
