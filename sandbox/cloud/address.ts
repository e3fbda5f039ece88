import type { Entry, Properties } from "./record";

/** Services whose names hold for the whole account, or beyond, whatever the region. */
const GLOBAL = /^(aws:(cloudfront|iam|route53)\/|github:)/;

/** Types of which several versions share one id: the output that tells one from another. */
const VERSIONED: Readonly<Record<string, string>> = {
  "aws:ecs/taskDefinition:TaskDefinition": "arn",
};

/** Whether resources of `type` are in no region. */
export function isGlobal(type: string): boolean {
  return GLOBAL.test(type);
}

/** Whether several versions of a resource of `type` share one id. */
export function isVersioned(type: string): boolean {
  return Object.hasOwn(VERSIONED, type);
}

/** Where the record keeps the resource that has this id and state. */
export function addressOf(
  type: string,
  id: string,
  state: Properties,
  region: string,
): Pick<Entry, "type" | "key" | "region"> {
  const version = VERSIONED[type];
  const key = version === undefined ? id : String(state[version] ?? id);
  const own = typeof state.region === "string" ? state.region : region;
  // A bucket has a region, and a name that no other region may use.
  const shared = isGlobal(type) || type === "aws:s3/bucket:Bucket";
  return { type, key, region: shared ? "global" : own };
}
