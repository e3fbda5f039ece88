import { z } from "zod";
import { parameterContracts } from "../../adapters/aws/contracts";
import type { Delivery } from "../../assembly/delivery";
import { askGatesOf } from "../../assembly/gates";
import { promoteRelease } from "../../assembly/promotion";
import { verb } from "../../cli/verb";
import type { GateAnswer } from "../../decisions/gates/registry";
import { PHASES } from "../../decisions/promotion/phases";
import { type Release, releaseId } from "../../decisions/release/release";
import { deliveryOf } from "./delivery";
import { checkout, dryRun, promotionOptions } from "./options";
import { answersOf, gateAnswer, gateLines, gateTable, plain } from "./report";

const answer = z.strictObject({
  /** Identity of the release. */
  release: z.string(),
  /** Where its promotion is now; nothing in a dry run. */
  phase: z.enum(PHASES).nullable(),
  deployment: z.string().nullable(),
  /** What the gates said; none where they had passed before. */
  gates: z.array(gateAnswer),
  reasons: z.array(z.string()),
});

/** `nc promote`: a release into an environment, past every gate, and watched. */
export const promote = verb({
  summary: "Promotes a release into an environment, or goes on where a run has died.",
  example: "nc promote billing --version v1.4.0 --environment prod",
  input: z.strictObject({ ...promotionOptions, checkout, dryRun }),
  positional: ["workload"],
  answer,
  async run({ dryRun: only, ...input }, session) {
    const { release, delivery } = await deliveryOf(input, session);
    if (only) return tried(delivery, release);
    let asked: readonly GateAnswer[] = [];
    const outcome = await promoteRelease(delivery, release, ({ answers }) => {
      asked = answers;
    });
    const ended = outcome.kind === "ended" ? outcome.record : undefined;
    const phase = ended?.phase ?? "requested";
    const heading = `${nameOf(delivery, release)}: ${ended ? phase : "it waits"}`;
    const { reasons } = outcome;
    return {
      result: ended === undefined ? "wait" : phase === "succeeded" ? "pass" : "fail",
      answer: {
        release: releaseId(release),
        phase,
        deployment: ended?.deployment ?? null,
        gates: answersOf(asked),
        reasons: [...reasons],
      },
      lines: [heading, ...reasons.map((reason) => `  ${reason}`)],
      markdown: [gateTable(heading, asked), ...reasons.map((each) => `- ${plain(each)}`), ""].join(
        "\n",
      ),
    };
  },
});

/** What a promotion would meet: its gates, all of them asked, and nothing written. */
async function tried(delivery: Delivery, release: Release) {
  const contract = await parameterContracts(delivery.clients, delivery.environment).of(
    release.workload,
  );
  const { verdict, answers } = await askGatesOf(delivery, release, contract);
  const heading = `${nameOf(delivery, release)} would be ${verdict === "pass" ? "deployed" : "stopped"}`;
  return {
    result: verdict,
    answer: {
      release: releaseId(release),
      phase: null,
      deployment: null,
      gates: answersOf(answers),
      reasons: [],
    },
    lines: [heading, ...gateLines(answers)],
    markdown: gateTable(heading, answers),
  };
}

function nameOf({ environment }: Delivery, { workload, version }: Release): string {
  return `${workload} ${version} into ${environment}`;
}
