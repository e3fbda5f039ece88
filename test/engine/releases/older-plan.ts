import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unmade } from "../../../tools/workflow/plan-holds";
import { projectWith, type TestSandbox } from "../../support/sandbox";
import { workflow } from "../../workflows/files";
import { reportOf } from "./settled";

/** The real program, whose jobs run an hour later, and one more provider. */
const FIXTURE = "test/engine/fixtures/an-hour-later.ts";

/** Plans a change of jobs, of logs and of a provider, and applies it as the workflow does after `release`. */
export async function applyOlderPlan(sandbox: TestSandbox, release: () => void) {
  const plan = join(sandbox.folder, "plan.json");
  const project = projectWith(sandbox.folder, "dev", (text) =>
    text.replace("logRetentionDays: 30", "logRetentionDays: 60"),
  );
  const run = (command: string) => {
    const words = [command, "dev", "--json", "--plan", plan];
    return reportOf(sandbox.run(words, FIXTURE, { NC_PROJECT: project }));
  };
  const planned = await run("preview");
  release();
  await sandbox.cli("dev", refreshOfApply());
  const applied = await run("up");
  return { planned, unmade: unmade(JSON.parse(readFileSync(plan, "utf8"))), applied };
}

/** What the workflow looks at before it applies a plan, as it says it: words for the CLI. */
export function refreshOfApply(): string[] {
  const command = /pulumi (refresh (?:.*\\\n)*.*)/.exec(workflow("apply.yml").text)?.[1] ?? "";
  return command.split(/[\s\\]+/).map((word) => word.replace(/^'(.*)'$/, "$1"));
}

/** The same, and what releases run, as it is where a plan is applied at once. */
export function refreshOfRun(): string[] {
  const [, released = ""] =
    /pulumi refresh .*--target '(.*-released)'/.exec(workflow("apply.yml").text) ?? [];
  return [...refreshOfApply(), "--target", released];
}
