import { z } from "zod";
import { verb } from "../cli/verb";
import { hasEnded, type PromotionRecord, promotionRecord } from "../decisions/promotion/record";
import { supersededReason } from "../decisions/promotion/supersede";
import { accountOf } from "./account";
import { environment, workload } from "./options";

/** `nc status`: the promotion that a workload is in, or was in last. */
export const status = verb({
  summary: "Shows the promotion that a workload is in, and who works on it.",
  example: "nc status billing --environment prod",
  input: z.strictObject({ workload, environment }),
  positional: ["workload"],
  answer: z.strictObject({ promotion: promotionRecord.nullable() }),
  async run(input, session) {
    const promotion = await accountOf(input.environment, session).promotions.read(input.workload);
    if (promotion === undefined) {
      const line = `${input.workload} was never promoted into ${input.environment}`;
      return { result: "pass", answer: { promotion: null }, lines: [line] };
    }
    const { version, phase, phaseSince, deployment, broken, supersededBy } = promotion;
    return {
      result: "pass",
      answer: { promotion },
      lines: [
        `${input.workload} ${version} in ${input.environment}: ${phase} since ${phaseSince}`,
        ...(deployment === undefined ? [] : [`  deployment ${deployment}`]),
        ...(broken === undefined ? [] : [`  broken since ${broken.at}: ${broken.reason}`]),
        ...(supersededBy === undefined ? [] : [`  ${supersededReason(supersededBy)}`]),
        ownerLine(promotion),
      ],
    };
  },
});

/** Who works on it, or did last: nobody works on a promotion that has ended. */
function ownerLine(promotion: PromotionRecord): string {
  const { owner, requestedAt } = promotion;
  if (owner === undefined) return "  nobody works on it";
  if (hasEnded(promotion))
    return `  ${owner.name} worked on it last; it was requested at ${requestedAt}`;
  return `  ${owner.name} works on it since ${owner.since}, and was seen at ${owner.seenAt}`;
}
