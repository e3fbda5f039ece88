import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { TerraformStack } from "../../adapters/terraform/stack";
import { verb } from "../../cli/verb";
import type { TerraformLocks } from "../../ports/terraform-locks";
import { dryRun } from "../options";
import { openStack, stackOptions } from "./stack";

/** `nc terraform unlock`: frees the state of a run that has died. Its lock has to be named: one reads it first. */
export const terraformUnlock = verb({
  summary: "Takes the lock of a Terraform state from a run that has died.",
  example:
    "nc terraform unlock core --environment dev --commit 0123456789abcdef0123456789abcdef01234567 --lock 5a1f2a0e-27d6-3b8f-8c8e-5b2f6b1c7d11",
  input: z.strictObject({
    ...stackOptions,
    lock: z
      .string()
      .optional()
      .meta({ description: "id of the lock to take away; without it, it is shown and stays" }),
    dryRun,
  }),
  positional: ["workload"],
  answer: z.strictObject({
    lock: z.string().nullable(),
    who: z.string().nullable(),
    ageSeconds: z.number(),
    unlocked: z.boolean(),
  }),
  waits: { for: "Terraform" },
  async run(input, session) {
    const { stack, locks } = await openStack(input, session);
    const { workload, environment } = input;
    const found = await locks.read();
    if (found === undefined) {
      return {
        result: "pass",
        answer: { lock: null, who: null, ageSeconds: 0, unlocked: false },
        lines: [`nobody holds the lock of ${workload} in ${environment}`],
      };
    }
    const ageSeconds = Math.round((session.now().getTime() - Date.parse(found.since)) / 1000);
    const shown = `${found.who} holds the lock of ${workload} in ${environment} for ${ageSeconds} s, for ${found.operation}`;
    const answer = { lock: found.id, who: found.who, ageSeconds };
    if (input.lock === undefined) {
      const ask = `  where that run has died: add --lock ${found.id}`;
      return { result: "wait", answer: { ...answer, unlocked: false }, lines: [shown, ask] };
    }
    if (input.lock !== found.id) {
      throw new InvalidInput(shown, [formatProblem("lock", input.lock, found.id)]);
    }
    if (input.dryRun) {
      const line = `${shown}: it would be taken away`;
      return { result: "pass", answer: { ...answer, unlocked: false }, lines: [line] };
    }
    await stack.init();
    await freeBoth(stack, locks, found.id);
    return {
      result: "pass",
      answer: { ...answer, unlocked: true },
      lines: [`${shown}: it is taken away`],
    };
  },
});

/**
 * Takes away the lock in the bucket and the one in the table. Terraform fails where one of them is not there, although
 * it has taken the other away by then: what counts is that none is left.
 */
async function freeBoth(
  stack: Pick<TerraformStack, "unlock">,
  locks: TerraformLocks,
  id: string,
): Promise<void> {
  const failure = await stack.unlock(id).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof InvalidInput) return error;
      throw error;
    },
  );
  const left = await locks.read();
  if (left === undefined) return;
  if (failure !== undefined) throw failure;
  throw new InvalidInput("the lock", [formatProblem("lock", left.id, "none: unlock that one too")]);
}
