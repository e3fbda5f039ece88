import { randomUUID } from "node:crypto";
import type { Call } from "./call";
import type { Ask } from "./operation";
import { ownEntries } from "./own-entries";

/** A call that changed an account or read a secret, as CloudTrail's event history has it. */
export interface TrailEvent {
  readonly id: string;
  /** Whole seconds, ISO 8601. */
  readonly at: string;
  readonly name: string;
  /** Such as `sqs.amazonaws.com`. */
  readonly source: string;
  readonly isReadOnly: boolean;
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

/** Names of calls that change nothing. CloudTrail has those too; here, they would be most of what is kept. */
const READS = /^(Get|List|Describe|Head|Lookup|Batch|Query|Scan|Assume|Receive|TransactGet)/;

/** The reads that are kept: whoever asks for them asks who has a secret. */
const KEPT_READS = ["GetSecretValue"];

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

/** Names of parameters that CloudTrail does not show: what they hold may be a secret. */
const HIDDEN = /(secret(String|Binary)|value|password|token)$/i;

/** Writes down a call that has changed the caller's account, or read a secret; other reads and data are left out. */
export function recordCall(
  { account, caller, now, region }: Call,
  {
    service,
    name,
    asks,
    input,
  }: {
    readonly service: string;
    readonly name: string;
    readonly asks: readonly Ask[];
    readonly input: object;
  },
): void {
  const isReadOnly = READS.test(name);
  if ((isReadOnly && !KEPT_READS.includes(name)) || DATA[service]?.includes(name)) return;
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
    sourceIPAddress: "127.0.0.1",
    requestParameters: parametersOf(input),
    readOnly: isReadOnly,
    eventID: id,
  });
  const userName = arn.replace(/^.*\//, "");
  TRAIL.put(account.cloud, id, {
    id,
    at,
    name,
    source,
    isReadOnly,
    region,
    userName,
    resources,
    record,
  });
}

/** A call's input as a record has it: its names begin with a small letter, and no content of a file is told. */
function parametersOf(input: object): object {
  const told = Object.entries(input)
    .filter(([, value]) => !(value instanceof Uint8Array))
    .map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      HIDDEN.test(name) ? "HIDDEN_DUE_TO_SECURITY_REASONS" : value,
    ]);
  return Object.fromEntries(told);
}
