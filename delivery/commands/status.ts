import { z } from "zod";
import { verb } from "../cli/verb";
import { hasEnded, type PromotionRecord, promotionRecord } from "../decisions/promotion/record";
import { supersededReason } from "../decisions/promotion/supersede";
import { accountOf } from "./account";
import { environment, workload } from "./options";

/** `nc status`: the promotion that a workload is in, or was in last. */
export const status = verb({
  summary: "Shows the promotion that a workload is in, what it waits for, and who works on it.",
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
    return { result: "pass", answer: { promotion }, lines: statusLines(promotion) };
  },
});

/** Where a promotion is, for a person. */
export function statusLines(promotion: PromotionRecord): readonly string[] {
  const { workload, environment, version, phase, phaseSince } = promotion;
  const { deployment, broken, supersededBy } = promotion;
  return [
    `${workload} ${version} in ${environment}: ${phase} since ${phaseSince}`,
    ...(deployment === undefined ? [] : [`  deployment ${deployment}`]),
    ...(broken === undefined ? [] : [`  broken since ${broken.at}: ${broken.reason}`]),
    ...(supersededBy === undefined ? [] : [`  ${supersededReason(supersededBy)}`]),
    ...ownerLines(promotion),
  ];
}

/**
 * Who works on it, or did last: nobody works on a promotion that has ended, nor on one that waits. What that one waits for is
 * said then, and how it goes on.
 */
function ownerLines(promotion: PromotionRecord): string[] {
  const { owner, requestedAt, waitsFor = [], workload, version, environment } = promotion;
  if (owner === undefined) {
    return [
      ...waitsFor.map((each) => `  waits  ${each}`),
      `  nobody works on it: nc promote ${workload} --version ${version} --environment ${environment} goes on with it`,
    ];
  }
  if (hasEnded(promotion))
    return [`  ${owner.name} worked on it last; it was requested at ${requestedAt}`];
  return [`  ${owner.name} works on it since ${owner.since}, and was seen at ${owner.seenAt}`];
}
