import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { promotionOf } from "../../assembly/promotion";
import { verb } from "../../cli/verb";
import { PHASES } from "../../decisions/promotion/phases";
import { version as releaseVersion } from "../../decisions/release/version";
import type { PromotionOutcome } from "../../promotion/promotion";
import { rollBack } from "../../promotion/roll-back";
import { accountOf } from "../account";
import { dryRun, environment, undoReason, workload } from "../options";
import { writerOf } from "../writer";
import { deliveryOf } from "./delivery";
import { checkout } from "./options";
import { plain } from "./report";

/** `nc rollback`: what ran before is back at once. It ends with exit code 1, as the release has failed. */
export const rollback = verb({
  summary: "Takes a workload's last release back at once, with an incident and a ticket.",
  example: "nc rollback billing --environment prod --reason 'invoices are wrong'",
  input: z.strictObject({
    workload,
    environment,
    reason: undoReason,
    version: releaseVersion
      .optional()
      .meta({ description: "the release that is taken back (the last one)" }),
    checkout,
    dryRun,
  }),
  positional: ["workload"],
  answer: z.strictObject({
    version: z.string(),
    phase: z.enum(PHASES),
    deployment: z.string().nullable(),
    /** What it returns to; nothing before a first release. */
    previous: z.string().nullable(),
    reasons: z.array(z.string()),
  }),
  async run({ reason, dryRun: only, ...input }, session) {
    const { workload, environment } = input;
    const last = await accountOf(environment, session).promotions.read(workload);
    if (last === undefined) {
      const want = `one that was promoted into ${environment}`;
      throw new InvalidInput("the rollback", [formatProblem("workload", workload, want)]);
    }
    const version = input.version ?? last.version;
    const { checkout } = input;
    const named = { workload, environment, version, checkout, withoutApproval: true };
    const { release, delivery } = await deliveryOf(named, session);
    const { previous = null, deployment = null } = last;
    const what = `${workload} ${version} in ${environment}`;
    if (only) {
      const line = `${what} would be taken back to ${previous ?? "nothing, as there is no version before"}`;
      const { phase } = last;
      const answer = { version, phase, deployment, previous, reasons: [] };
      return { result: "pass", answer, lines: [line] };
    }
    const promotion = { ...(await promotionOf(delivery, release)), owner: writerOf(session) };
    const outcome = await rollBack(promotion, reason);
    const phase = outcome.kind === "ended" ? outcome.record.phase : last.phase;
    const reasons = [...outcome.reasons];
    const heading = `${what} ${stateOf(outcome)}`;
    return {
      result: outcome.kind === "ended" ? "fail" : "wait",
      answer: { version, phase, deployment, previous, reasons },
      lines: [heading, ...reasons.map((each) => `  ${each}`)],
      markdown: [
        `### ${plain(heading)}`,
        "",
        ...reasons.map((each) => `- ${plain(each)}`),
        "",
      ].join("\n"),
    };
  },
});

function stateOf(outcome: PromotionOutcome): string {
  if (outcome.kind === "waits") return "is not taken back yet";
  return outcome.isBack === false ? "could not be taken back" : "is taken back";
}
