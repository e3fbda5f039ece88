import { z } from "zod";
import { PLATFORM_PLAN_KEY } from "../../../infra/naming/platform-names";
import { InvalidInput } from "../../../infra/problems";
import { digest } from "../../decisions/release/artifact";
import type { Approvals } from "../../ports/approvals";
import type { PlatformPlans } from "../../ports/platform-plans";
import { readAnswer } from "../read-answer";
import type { AwsClients } from "./clients";

const SUBJECT = "the platform's plan";

/** What the workflow that applies the platform writes down of the plan that it has applied. */
const RECORD = z.strictObject({
  schema: z.literal(1),
  /** Of the plan's file. */
  plan: digest,
  /** What roles may do since, and could not before. */
  broadened: z.array(z.string().min(1).max(2048)).max(1000),
  /** The run whose reviewers have seen that plan. */
  run: z.strictObject({ repository: z.string(), id: z.int().positive() }),
});

/**
 * The plan that was applied last, from the environment's artifact bucket, where the platform's own role alone may write
 * it. Who has approved it is asked of GitHub, and is no part of the record.
 */
export function s3PlatformPlans(
  clients: AwsClients,
  bucket: string,
  approvals: Approvals,
): PlatformPlans {
  return {
    async applied(security) {
      const client = await clients.s3();
      const { Body } = await client.getObject({ Bucket: bucket, Key: PLATFORM_PLAN_KEY });
      const text = (await Body?.transformToString()) ?? "";
      const what = `s3://${bucket}/${PLATFORM_PLAN_KEY}`;
      const { plan, broadened, run } = readAnswer(RECORD, json(text), { subject: SUBJECT, what });
      if (broadened.length === 0) return { plan, broadened, approvedBySecurity: [] };
      const people = await approvals.ofRun(run.repository, run.id, [security]);
      const starters = people.initiators.map(({ id }) => id);
      const approved = people.approvals.filter(
        ({ state, teams, user }) =>
          state === "approved" && teams.includes(security) && !starters.includes(user.id),
      );
      const logins = [...new Set(approved.map(({ user }) => user.login))];
      return { plan, broadened, approvedBySecurity: logins.map((login) => ({ login, plan })) };
    },
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput(SUBJECT, ["its record is no JSON"]);
  }
}
