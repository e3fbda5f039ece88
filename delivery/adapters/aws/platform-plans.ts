import { z } from "zod";
import { PLATFORM_PLAN_KEY } from "../../../infra/naming/platform-names";
import { InvalidInput } from "../../../infra/problems";
import { digest } from "../../decisions/release/artifact";
import type { Approvals } from "../../ports/approvals";
import type { PlatformPlans } from "../../ports/platform-plans";
import { readAnswer } from "../read-answer";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

const SUBJECT = "the platform's plan";

/** Most changes that a record lists, and the longest, in characters. */
const MOST = 1000;
const LONGEST = 2048;

/** What the workflow that applies the platform writes down of the plan that it applies. */
const RECORD = z.strictObject({
  schema: z.literal(1),
  /** Of the plan's file. */
  plan: digest,
  /** What roles may do since, as far as no plan with it was approved before. */
  broadened: z.array(z.string().min(1).max(LONGEST)).max(MOST),
  /** The run whose reviewers have seen that plan. */
  run: z.strictObject({ repository: z.string(), id: z.int().positive() }),
});

/** What is known of a plan of the platform. */
export type PlatformPlanRecord = z.output<typeof RECORD>;

/** The record of the plan that was applied last. Only the platform's own role may write it. */
export function platformPlanRecord(clients: AwsClients, bucket: string) {
  const object = { Bucket: bucket, Key: PLATFORM_PLAN_KEY };
  return {
    /** @throws {InvalidInput} if there is none, or it may not be read */
    async read(): Promise<PlatformPlanRecord> {
      const client = await clients.s3();
      const what = `s3://${bucket}/${PLATFORM_PLAN_KEY}`;
      const { Body } = await client.getObject(object).catch((error: unknown) => {
        if (!isNamed(error, "NoSuchKey")) throw error;
        throw new InvalidInput(SUBJECT, [`${what} is missing: no plan was recorded yet`]);
      });
      const text = (await Body?.transformToString()) ?? "";
      return readAnswer(RECORD, json(text), { subject: SUBJECT, what });
    },

    /** The record; nothing before the first one. */
    async find(): Promise<PlatformPlanRecord | undefined> {
      const client = await clients.s3();
      const { Contents = [] } = await client.listObjectsV2({
        Bucket: bucket,
        Prefix: PLATFORM_PLAN_KEY,
        MaxKeys: 1,
      });
      return Contents.length === 0 ? undefined : this.read();
    },

    /** Writes it over the one before. Of more changes than it holds, it says how many there are. */
    async write({ broadened, ...record }: Omit<PlatformPlanRecord, "schema">): Promise<void> {
      const client = await clients.s3();
      const lines = broadened.map((each) => each.slice(0, LONGEST));
      const rest = lines.length - (MOST - 1);
      const listed = rest <= 1 ? lines : [...lines.slice(0, MOST - 1), `and ${rest} more`];
      await client.putObject({
        ...object,
        Body: JSON.stringify(RECORD.parse({ schema: 1, ...record, broadened: listed })),
        ContentType: "application/json",
      });
    },
  };
}

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
    async applied(approval) {
      const { plan, broadened, run } = await platformPlanRecord(clients, bucket).read();
      if (broadened.length === 0 || approval === undefined) {
        return { plan, broadened, approvedBy: [] };
      }
      const { environment, team } = approval;
      const people = await approvals.ofRun(run.repository, run.id, [team]);
      const starters = people.initiators.map(({ id }) => id);
      // The run shows each environment's plan to those who are asked there: no other review is of this plan.
      const approved = people.approvals.filter(
        (each) =>
          each.state === "approved" &&
          each.environment === environment &&
          each.teams.includes(team) &&
          !starters.includes(each.user.id),
      );
      return { plan, broadened, approvedBy: [...new Set(approved.map(({ user }) => user.login))] };
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
