import type { EngineState } from "./refresh-preview";

/** Most names that CloudTrail is asked for: it answers two questions a second (CloudTrail API, LookupEvents). */
const MOST = 5;

/** Outputs and inputs that name a resource, and those that name what it is a part of: AWS records one or the other. */
const OWN = ["arn", "name", "url", "keyId"];
const PARENTS = ["role", "bucket", "securityGroupId", "queueUrl", "functionName", "policyArn"];

/** Services without a region: what changes them is in the trail of us-east-1 (CloudTrail guide, "Global service events"). */
const GLOBAL = /^aws:(iam|route53|cloudfront|organizations)\//;
const GLOBAL_REGION = "us-east-1";

/**
 * Names by which CloudTrail may know a resource: a call of AWS names it by ARN, name, id or URL, as its caller did.
 */
export function namesOf({ id, inputs, outputs }: EngineState): readonly string[] {
  const all = { ...inputs, ...outputs };
  const texts = [id, ...[...OWN, ...PARENTS].map((key) => all[key])].filter(isName);
  const own = texts.slice(0, 1).flatMap((each) => [each, lastPart(each)]);
  return [...new Set([...own, ...texts])].slice(0, MOST);
}

/** Region whose trail has the changes of a resource. */
export function regionOf({ type, outputs }: EngineState): string | undefined {
  if (GLOBAL.test(type)) return GLOBAL_REGION;
  const { arn, region } = outputs ?? {};
  const [, , , ofArn] = isName(arn) ? arn.split(":") : [];
  return ofArn || (isName(region) ? region : undefined);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value !== "[secret]";
}

/** What stands behind the last slash or colon. */
function lastPart(text: string): string {
  return text.replace(/^.*[/:]/, "") || text;
}
