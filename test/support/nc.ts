import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { CATALOG, type Ended, ended, ROOT, type TestSandbox } from "./sandbox";

const MAIN = "test/engine/fixtures/nc.ts";

/** `nc --sandbox` as a process of its own, with the catalog and the settings of the tests. */
export interface Nc {
  /** What stands for `npx nc --sandbox` on a shell's command line. */
  readonly command: string;
  /** Runs it against the accounts of a folder. */
  run(folder: string, words: readonly string[]): Promise<Ended>;
  /**
   * Runs commands of a POSIX shell, until one of them fails.
   *
   * @param kill - the signal that reaches the shell's process, which `exec` may have made that of `nc`, once `when`
   *   appears in what it prints. @default - none does
   */
  shell(
    commands: string,
    kill?: { readonly signal: NodeJS.Signals; readonly when: RegExp },
  ): Promise<Ended>;
}

/** `nc --sandbox` with the settings of a test's sandbox. */
export function ncOf({ project }: TestSandbox): Nc {
  // Some verbs read the catalog from the project's own folder.
  mkdirSync(join(project, "stacks"));
  symlinkSync(join(ROOT, CATALOG), join(project, "stacks", "catalog"));
  const options = {
    cwd: ROOT,
    env: { ...process.env, NC_PROJECT: project, NC_CATALOG: CATALOG },
  };
  return {
    command: `${process.execPath} --import tsx ${MAIN}`,
    run: (folder, words) =>
      ended(
        spawn(process.execPath, ["--import", "tsx", MAIN, "--folder", folder, ...words], options),
      ),
    shell(commands, kill) {
      const child = spawn("sh", ["-euc", commands], options);
      let printed = "";
      let sent = false;
      child.stderr.on("data", (text) => {
        printed += String(text);
        if (kill === undefined || sent || !kill.when.test(printed)) return;
        sent = true;
        child.kill(kill.signal);
      });
      return ended(child);
    },
  };
}
