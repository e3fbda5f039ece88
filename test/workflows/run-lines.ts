import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Action, action, type Step, workflow } from "./files";

/** Where the lines of a step run, and with what. */
interface Surroundings {
  /** The working folder, which is RUNNER_TEMP too. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Scripts of `sh` that stand for programs, by name. Each call is noted, with its words. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** How the lines of a step ended. */
interface EndedLines {
  readonly status: number | null;
  /** What the run's log shows. */
  readonly stdout: string;
  /** Calls of the programs that were given, in their order, as `name words`. */
  readonly calls: readonly string[];
  /** What was written to GITHUB_OUTPUT. */
  readonly output: string;
}

/** The step of a workflow's job, or of an action, that has this name; of an action, its only script where there is no name. */
export function stepNamed(where: string, name?: string): Step {
  const [file = "", key = ""] = where.split(" ");
  const steps = file.endsWith(".yml") ? (workflow(file).jobs[key]?.steps ?? []) : scripts(file);
  const found = steps.filter((step) => step.run && (name === undefined || step.name === name));
  const [step] = found;
  if (step === undefined || found.length > 1) {
    throw new Error(`${where} has ${found.length} steps ${name}`);
  }
  return step;
}

/** Runs steps by name, each test in a folder of its own. */
export function linesWith(own: Readonly<Record<string, string>>) {
  const scratch = { folder: "" };
  beforeEach(() => {
    scratch.folder = mkdtempSync(join(tmpdir(), "nc-lines-"));
  });
  afterEach(() => rmSync(scratch.folder, { recursive: true }));
  const run = (
    where: string,
    name: string | undefined,
    programs: Readonly<Record<string, string>>,
    env = {},
  ) => {
    const { folder } = scratch;
    return runLines(stepNamed(where, name), { folder, programs, env: { ...own, ...env } });
  };
  return { scratch, run };
}

function scripts(name: string): Action["runs"]["steps"] {
  return action(name).runs.steps;
}

/** Runs the lines of a step as the runner does (GitHub docs, "Workflow syntax", `jobs.<job_id>.steps[*].shell`). */
export function runLines(
  { run = "" }: Step,
  { folder, env = {}, programs = {} }: Surroundings,
): EndedLines {
  const bin = join(folder, "bin");
  const [calls, output] = [join(folder, "calls.txt"), join(folder, "output.txt")];
  mkdirSync(bin, { recursive: true });
  for (const file of [calls, output]) writeFileSync(file, "");
  for (const [name, script] of Object.entries(programs)) {
    const note = `printf '%s\\n' "${name} $*" >> '${calls}'`;
    writeFileSync(join(bin, name), `#!/bin/sh\n${note}\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const ended = spawnSync("bash", ["--noprofile", "--norc", "-e", "-c", `exec 2>&1\n${run}`], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: folder,
      ...env,
    },
  });
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return {
    status: ended.status,
    stdout: ended.stdout,
    calls: read(calls).split("\n").filter(Boolean),
    output: read(output),
  };
}
