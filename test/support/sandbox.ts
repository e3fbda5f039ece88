import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "../../infra/environments";
import { cleanVariables } from "../../sandbox/environment";
import { foldersOf } from "../../sandbox/folders";
import { findPulumi } from "../../tools/setup/pulumi.mjs";
import { ACCOUNTS } from "./contexts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The sandbox's own main, for a test of the project's own catalog and settings. */
export const SHIPPED = "sandbox/main.ts";

/** The sandbox's main and the real program, with the catalog and the settings of the tests. */
export const MAIN = "test/engine/fixtures/main.ts";
export const CATALOG = "test/fixtures/catalog";
const SETTINGS = join(ROOT, "test/fixtures/settings");

/** How one run of the sandbox ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A sandbox folder of a test's own. */
export interface TestSandbox {
  readonly folder: string;
  /** Folder of the tests' own settings. */
  readonly project: string;
  /**
   * Runs `npm run sandbox -- <words>`, which saves the state once, at the end. `entry` is a file in place of the sandbox's main; `env` is
   * for that file: `NC_PROJECT` is the folder of other settings, `NC_CATALOG` that of another catalog.
   * @default - the real program, with the catalog and the settings of the tests
   */
  run(words: readonly string[], entry?: string, env?: Readonly<NodeJS.ProcessEnv>): Promise<Ended>;
  /** Runs the CLI itself on the stack of `environment`; it has to end well. */
  cli(environment: Environment, words: readonly string[]): Promise<void>;
  /**
   * Starts it, and ends it once `when` appears in what it prints: SIGKILL for its whole process
   * group, any other signal for itself alone. `env` is as for {@link run}.
   */
  kill(
    words: readonly string[],
    when: RegExp,
    signal?: NodeJS.Signals,
    env?: Readonly<NodeJS.ProcessEnv>,
  ): Promise<Ended>;
  /** Command lines of what runs with this folder; `undefined` where the system does not tell. */
  processes(): string[] | undefined;
  remove(): void;
}

/** Makes a sandbox folder; {@link TestSandbox.remove} it after the tests. */
export function testSandbox(): TestSandbox {
  const folder = mkdtempSync(join(tmpdir(), "nc-sandbox-"));
  const project = projectWith(folder, "dev", (text) => text);
  const start = (words: readonly string[], entry = MAIN, env: NodeJS.ProcessEnv = {}) =>
    spawn(process.execPath, ["--import", "tsx", entry, ...words, "--folder", folder], {
      cwd: ROOT,
      env: { ...process.env, NC_PROJECT: project, NC_CATALOG: CATALOG, ...env },
      detached: true,
    });
  return {
    folder,
    project,
    run: (words, entry, env) => ended(start(savingAtEnd(words), entry, env)),
    async cli(environment, words) {
      const { code, ...said } = await engine(folder, environment, words);
      if (code !== 0) throw new Error(`pulumi ${words.join(" ")}\n${said.stdout}${said.stderr}`);
    },
    kill(words, when, signal = "SIGKILL", env = {}) {
      const child = start(words, MAIN, env);
      const target = (child.pid ?? 0) * (signal === "SIGKILL" ? -1 : 1);
      let sent = false;
      child.stdout.on("data", (text) => {
        if (sent || target === 0 || !when.test(String(text))) return;
        // Once: a second signal ends it at once.
        sent = true;
        process.kill(target, signal);
      });
      return ended(child);
    },
    processes: () => (existsSync("/proc/self/environ") ? processesWith(folder) : undefined),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The words with `--save-at-end`, where they change an environment: two thirds of an update are saving. */
function savingAtEnd(words: readonly string[]): readonly string[] {
  const changes = ["up", "refresh", "destroy"].includes(words[0] ?? "");
  return changes ? [...words, "--save-at-end"] : words;
}

/** The CLI in the sandbox's own environment, as the sandbox itself starts it. */
async function engine(root: string, environment: Environment, words: readonly string[]) {
  const folders = foldersOf(root);
  const cli = process.env.NC_PULUMI ?? (await findPulumi()) ?? "pulumi";
  const variables = cleanVariables(process.env, folders, dirname(cli));
  const own = {
    NC_SANDBOX_CLOUD: folders.cloud(environment),
    NC_SANDBOX_ACCOUNT: ACCOUNTS[environment],
  };
  const child = spawn(cli, [...words, "--stack", environment], {
    cwd: folders.work(environment),
    env: { ...variables, ...own },
  });
  return ended(child);
}

/**
 * A project of the tests' own, below `folder`: the schema of the real one, and settings that are
 * apart from its own. `change` rewrites those of one environment.
 */
export function projectWith(
  folder: string,
  environment: string,
  change: (text: string) => string,
): string {
  const copy = mkdtempSync(join(folder, "project-"));
  cpSync(join(ROOT, "Pulumi.yaml"), join(copy, "Pulumi.yaml"));
  cpSync(SETTINGS, copy, { recursive: true });
  const file = join(copy, `Pulumi.${environment}.yaml`);
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return copy;
}

function processesWith(folder: string): string[] {
  const read = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8").replaceAll("\0", " ");
    } catch {
      return ""; // It has ended meanwhile, or is another user's.
    }
  };
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && read(pid, "environ").includes(`PULUMI_HOME=${folder}`))
    .map((pid) => read(pid, "cmdline"));
}

/** What a process has printed, once it has ended. */
export function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  const text = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => {
    text.stdout += String(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    text.stderr += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...text }));
  });
}
