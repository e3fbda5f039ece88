/** How much a pattern of resources takes in. */
export type Width = "everything" | "several workloads" | "one workload";

/** Everything, everything of a service, or everything of one kind, such as `...:role/*`. */
const EVERYTHING = /^(\*+|arn:\*.*|arn:[^:]*:[^:]*:[^:]*:[^:]*:([\w-]+[:/])?[*/?]+)$/;

/** The objects of one bucket, whose name stands where other services have a kind. */
const OBJECTS = /^arn:[^:*?]*:s3:::(?<bucket>[\w.-]+)\/(?<key>.*)$/;

/** A bucket of the platform has objects of every workload, each below the workload's name. */
const SHARED_BUCKET = /^nc-platform-/;

const ARN = /^arn:(?<partition>[^:]*):(?<service>[^:]*):[^:]*:(?<account>[^:]*):(?<resource>.*)$/;

/** A name or a path of one workload, in one environment, before any `*` or `?` (CI/CL-002 §9, §17). */
const OF_ONE_WORKLOAD =
  /^([\w-]+[:/])?(nc-[a-z0-9-]+?-(dev|stg|prod)-|\/?nc\/(dev|stg|prod)\/[a-z0-9-]+\/)/;

/**
 * How much `pattern`, the ARN of resources in a policy, takes in. The region may be a pattern: a
 * workload has its name in each.
 */
export function widthOf(pattern: string): Width {
  const { bucket, key } = OBJECTS.exec(pattern)?.groups ?? {};
  if (bucket !== undefined) {
    const isWide = SHARED_BUCKET.test(bucket) && /[*?]/.test(key?.split("/")[0] ?? "");
    return isWide ? "several workloads" : "one workload";
  }
  if (EVERYTHING.test(pattern)) return "everything";
  const arn = ARN.exec(pattern)?.groups;
  if (arn === undefined) return /[*?]/.test(pattern) ? "several workloads" : "one workload";
  if (/[*?]/.test(`${arn.partition}${arn.service}${arn.account}`)) return "several workloads";
  return isOfOneWorkload(arn.resource ?? "") ? "one workload" : "several workloads";
}

/** Whether an ARN, an alias or a name is exact, or a pattern of what one workload has. */
export function isOfOneWorkload(name: string): boolean {
  if (name.startsWith("arn:")) return widthOf(name) === "one workload";
  const head = name.replace(/[*?].*$/s, "");
  return head === name || OF_ONE_WORKLOAD.test(head);
}
