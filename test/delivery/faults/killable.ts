import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { NODE_MODULE } from "../../../tools/nc-bundle.mjs";
import type { KillingServer } from "./killing-server";

/** When a run is killed, and how. */
export interface Kill {
  readonly signal: "SIGKILL" | "SIGTERM";
  /** Number of the request to the account at which it happens. */
  readonly request: number;
  readonly isCarriedOut: boolean;
}

/** How a run ended, and what it printed. */
export interface KilledRun {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** The process that promotes a release and may be killed, while the tests of a suite run. */
export function killable() {
  let folder: string;
  let script: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "nc-killed-"));
    script = join(folder, "killed-run.mjs");
    await build({
      entryPoints: ["test/delivery/faults/killed-run.ts"],
      outfile: script,
      ...NODE_MODULE,
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return {
    /** Runs it with these variables. SIGKILL ends what it has started too, as the end of a runner's machine does. */
    async run(
      server: KillingServer,
      env: Readonly<Record<string, string>>,
      { signal, request, isCarriedOut }: Kill,
    ): Promise<KilledRun> {
      const child = spawn(process.execPath, [script], {
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      let [out, err] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
      // Only a process that is not killed at once goes on, and needs an answer for that.
      const isAnswered = signal === "SIGTERM";
      const group = -(child.pid ?? 0);
      server.killAt({ request, isCarriedOut, isAnswered }, () => {
        if (isAnswered) child.kill(signal);
        else if (child.exitCode === null && group !== 0) process.kill(group, signal);
      });
      const [code, killedBy] = await once(child, "close");
      return { code, killedBy, out, err };
    },
  };
}

/** Numbers below a bound, always the same for a seed (Numerical Recipes, "quick and dirty" generator). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
