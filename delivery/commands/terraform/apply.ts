import { z } from "zod";
import { approvedPlan } from "../../adapters/terraform/kept-plan";
import { withPlanFile } from "../../adapters/terraform/plan-file";
import { verb } from "../../cli/verb";
import { sha256 } from "../../decisions/release/artifact";
import { waitLine } from "../../progress/wait-line";
import { changeLines, changesAnswer, openStack, stackOptions } from "./stack";

/** `nc terraform apply`: applies exactly a plan that was kept, or refuses. */
export const terraformApply = verb({
  summary: "Applies exactly the Terraform plan that was approved, or refuses.",
  example:
    "nc terraform apply core --environment dev --commit 0123456789abcdef0123456789abcdef01234567 --sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  input: z.strictObject({
    ...stackOptions,
    sha256: sha256.meta({
      description: "SHA-256 of the approved plan, as nc terraform plan shows it",
    }),
    dryRun: z.boolean().default(false).meta({ description: "check it, and apply nothing" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({ sha256: z.string(), applied: z.boolean(), changes: changesAnswer }),
  async run(input, session) {
    const { stack, plans } = await openStack(input, session);
    const { workload, environment, commit, dryRun } = input;
    const plan = await approvedPlan(stack, plans, input);
    await stack.init();
    const changes = await withPlanFile(plan, async (file) => {
      const planned = await stack.changes(file);
      if (!dryRun) {
        const what = `applying ${planned.length} changes of ${workload} in ${environment}, after another run's lock, which has 10 minutes`;
        session.say(waitLine({ what }));
        await stack.apply(file);
      }
      return planned;
    });
    return {
      result: "pass",
      answer: { sha256: input.sha256, applied: !dryRun, changes },
      lines: [
        `${workload} in ${environment} ${dryRun ? "would be" : "is"} at ${commit.slice(0, 7)}:`,
        ...changeLines(changes),
      ],
    };
  },
});
