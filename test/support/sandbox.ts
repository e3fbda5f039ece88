import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = "sandbox/main.ts";

/** How one run of the sandbox ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A sandbox folder of a test's own. */
export interface TestSandbox {
  readonly folder: string;
  /** Runs `npm run sandbox -- <words>`; `entry` is a fixture in place of the sandbox's own main. */
  run(words: readonly string[], entry?: string, env?: Record<string, string>): Promise<Ended>;
  /** Starts it, and kills it and all that it started once `when` appears in what it prints. */
  kill(words: readonly string[], when: RegExp): Promise<Ended>;
  remove(): void;
}

/** Makes a sandbox folder; {@link TestSandbox.remove} it after the tests. */
export function testSandbox(): TestSandbox {
  const folder = mkdtempSync(join(tmpdir(), "nc-sandbox-"));
  const start = (words: readonly string[], entry: string, env: Record<string, string>) =>
    spawn(process.execPath, ["--import", "tsx", entry, ...words, "--folder", folder], {
      ...{ cwd: ROOT, env: { ...process.env, ...env }, detached: true },
    });
  return {
    folder,
    run: (words, entry = MAIN, env = {}) => ended(start(words, entry, env)),
    kill(words, when) {
      const child = start(words, MAIN, {});
      child.stdout.on("data", (text) => {
        if (when.test(String(text)) && child.pid) process.kill(-child.pid, "SIGKILL");
      });
      return ended(child);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A copy of the project's settings in which `change` has rewritten one environment's. */
export function projectWith(
  folder: string,
  environment: string,
  change: (text: string) => string,
): string {
  const copy = mkdtempSync(join(folder, "project-"));
  for (const name of ["", ".dev", ".stg", ".prod"]) {
    cpSync(join(ROOT, `Pulumi${name}.yaml`), join(copy, `Pulumi${name}.yaml`));
  }
  const file = join(copy, `Pulumi.${environment}.yaml`);
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return copy;
}

function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
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
