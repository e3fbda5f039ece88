import { randomUUID } from "node:crypto";
import type { Call } from "./call";
import type { Ask } from "./operation";
import { ownEntries } from "./own-entries";

/** A call that changed an account, as CloudTrail's event history has it. */
export interface TrailEvent {
  readonly id: string;
  /** Whole seconds, ISO 8601. */
  readonly at: string;
  readonly name: string;
  /** Such as `sqs.amazonaws.com`. */
  readonly source: string;
  /** Region that the request was signed for. */
  readonly region: string;
  /** Name of the session, as CloudTrail's `Username` has it for a role. */
  readonly userName: string;
  /** ARNs and names of what was changed. */
  readonly resources: readonly string[];
  /** The event record, as JSON. */
  readonly record: string;
}

/** The events of an account, by their id. */
export const TRAIL = ownEntries<TrailEvent & Record<string, unknown>>("sandbox:cloudtrail/event");

/** Names of calls that change nothing. */
const READS = /^(Get|List|Describe|Head|Lookup|Batch|Query|Scan|Assume|Receive|TransactGet)/;

/**
 * Calls that change data and not the account: CloudTrail keeps these in a trail that asks for them, and never in its
 * event history (CloudTrail guide, "Logging data events").
 */
const DATA: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ["DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem"],
  events: ["PutEvents"],
  lambda: ["Invoke"],
  monitoring: ["PutMetricData"],
  s3: ["CopyObject", "DeleteObject", "PutObject"],
  sns: ["Publish"],
  sqs: ["DeleteMessage", "SendMessage"],
};

/** Writes down a call that has changed the caller's account; what it only read, or data, is left out. */
export function recordCall(
  { account, caller, now, region }: Call,
  {
    service,
    name,
    asks,
  }: { readonly service: string; readonly name: string; readonly asks: readonly Ask[] },
): void {
  if (READS.test(name) || DATA[service]?.includes(name)) return;
  const id = randomUUID();
  const at = `${now.toISOString().slice(0, 19)}Z`;
  const source = `${service}.amazonaws.com`;
  const arns = asks.map(({ resource }) => resource).filter((each) => each.startsWith("arn:"));
  const resources = [...new Set(arns.flatMap((arn) => [arn, arn.replace(/^.*[/:]/, "")]))];
  const { arn, userId, role, sourceIdentity } = caller;
  const sessionIssuer = {
    type: "Role",
    arn: `arn:aws:iam::${account.id}:role/${role}`,
    userName: role,
  };
  const sessionContext = sourceIdentity ? { sessionIssuer, sourceIdentity } : { sessionIssuer };
  const record = JSON.stringify({
    eventVersion: "1.11",
    userIdentity: { type: "AssumedRole", principalId: userId, arn, sessionContext },
    eventTime: at,
    eventSource: source,
    eventName: name,
    awsRegion: region,
    readOnly: false,
    eventID: id,
  });
  const userName = arn.replace(/^.*\//, "");
  TRAIL.put(account.cloud, id, { id, at, name, source, region, userName, resources, record });
}
