import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { makePlan } from "../../adapters/terraform/kept-plan";
import type { TerraformStack } from "../../adapters/terraform/stack";
import { verb } from "../../cli/verb";
import { checkDestroysOnly, type PlannedChange } from "../../decisions/terraform/plan-changes";
import { waitLine } from "../../progress/wait-line";
import { changeLines, changesAnswer, openStack, stackOptions } from "./stack";

/** `nc terraform plan`: plans a stack, and keeps the plan for its apply. */
export const terraformPlan = verb({
  summary: "Plans a Terraform stack, and keeps the plan in the environment's account.",
  example:
    "nc terraform plan core --environment dev --commit 0123456789abcdef0123456789abcdef01234567",
  input: z.strictObject({
    ...stackOptions,
    failedOnly: z.boolean().default(false).meta({
      description: "plan to destroy the resources whose creation failed, and nothing else",
    }),
    dryRun: z.boolean().default(false).meta({ description: "show the plan, and do not keep it" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({ sha256: z.string(), kept: z.boolean(), changes: changesAnswer }),
  async run(input, session) {
    const { stack, plans } = await openStack(input, session);
    const { workload, environment, commit } = input;
    const what = `planning ${workload} in ${environment}, after another run's lock, which has 10 minutes`;
    session.say(waitLine({ what }));
    await stack.init();
    const make = (file: string) =>
      input.failedOnly ? planOfFailed(stack, file) : stack.plan(file);
    const { sha256, changes } = await makePlan(
      stack,
      input,
      make,
      input.dryRun ? undefined : plans,
    );
    return {
      result: "pass",
      answer: { sha256, kept: !input.dryRun, changes },
      lines: [
        `${workload} in ${environment} at ${commit.slice(0, 7)}:`,
        ...changeLines(changes),
        input.dryRun
          ? "  the plan was not kept"
          : `  to apply it: nc terraform apply ${workload} --environment ${environment} --commit ${commit} --sha256 ${sha256}`,
      ],
      markdown: markdownOf(`${workload} in ${environment}`, sha256, changes),
    };
  },
});

async function planOfFailed(
  stack: TerraformStack,
  file: string,
): Promise<readonly PlannedChange[]> {
  const failed = await stack.failed();
  // Without a target, a plan to destroy would be one to destroy all.
  if (failed.length === 0) {
    throw new InvalidInput("the state", [formatProblem("failed resources", 0, "at least one")]);
  }
  const changes = await stack.plan(file, { destroy: failed });
  checkDestroysOnly(changes, failed);
  return changes;
}

function markdownOf(title: string, sha256: string, changes: readonly PlannedChange[]): string {
  const rows = changes.map(
    ({ kind, address }) => `| ${kind} | \`${address.replaceAll(/[`|\r\n]/g, " ")}\` |`,
  );
  const table =
    rows.length > 0 ? ["| action | resource |", "| --- | --- |", ...rows] : ["No changes."];
  return [
    `### Terraform plan of ${title}`,
    "",
    ...table,
    "",
    `SHA-256 of the plan: \`${sha256}\``,
  ].join("\n");
}
