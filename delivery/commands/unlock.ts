import { z } from "zod";
import { verb } from "../cli/verb";
import { hasEnded } from "../decisions/promotion/record";
import { accountOf } from "./account";
import { dryRun, environment, workload } from "./options";

/** `nc unlock`: frees a promotion whose run has died. The owner has to be named: one reads it first. */
export const unlock = verb({
  summary: "Takes a promotion from a run that has died, so that another can go on with it.",
  example:
    "nc unlock billing --environment prod --owner https://github.com/neurocipher/billing/actions/runs/77",
  input: z.strictObject({
    workload,
    environment,
    owner: z
      .string()
      .optional()
      .meta({ description: "who works on it, as nc status shows; without it, nothing is changed" }),
    dryRun,
  }),
  positional: ["workload"],
  answer: z.strictObject({
    owner: z.string().nullable(),
    ageSeconds: z.number(),
    unlocked: z.boolean(),
  }),
  async run({ workload, environment, owner: named, dryRun }, session) {
    const { promotions } = accountOf(environment, session);
    const found = await promotions.read(workload);
    if (found?.owner === undefined || hasEnded(found)) {
      const line = `nobody works on ${workload} in ${environment}`;
      return {
        result: "pass",
        answer: { owner: null, ageSeconds: 0, unlocked: false },
        lines: [line],
      };
    }
    const { owner, ...free } = found;
    const ageSeconds = Math.round((session.now().getTime() - Date.parse(owner.seenAt)) / 1000);
    const shown = `${owner.name} works on ${workload} in ${environment}, and was seen ${ageSeconds} s ago`;
    const answer = { owner: owner.name, ageSeconds };
    if (named !== owner.name) {
      const ask = `  to take it away: nc unlock ${workload} --environment ${environment} --owner '${owner.name}'`;
      return { result: "wait", answer: { ...answer, unlocked: false }, lines: [shown, ask] };
    }
    if (dryRun) {
      const line = `${shown}: it would be taken away`;
      return { result: "pass", answer: { ...answer, unlocked: false }, lines: [line] };
    }
    const unlocked = await promotions.write({ ...free, revision: found.revision + 1 });
    return {
      result: unlocked ? "pass" : "fail",
      answer: { ...answer, unlocked },
      lines: [
        unlocked
          ? `${workload} in ${environment} is nobody's now`
          : `${shown}: it has just gone on`,
      ],
    };
  },
});
