import { formatProblem } from "../../../infra/problems";
import { hasUnknown, UNKNOWN } from "../../../infra/unknown";
import { idOf } from "../identifiers";
import type { Properties } from "../record";
import type { AccountContents, ResourceTypes } from "../resource-type";
import { required, type Validation } from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

/** S3: replication of buckets. Source of each limit: PutBucketReplication. */
export const S3_REPLICATION: ResourceTypes = {
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    outputs: idOf("bucket"),
    validate: [required("bucket", "role", "rules"), checkBucketReplication],
    immutable: ["bucket"],
    conflict: versioningIsOff,
  },
};

/** Source: S3 API, ReplicationRule, SourceSelectionCriteria, Destination, ReplicationTime. */
function checkBucketReplication({ inputs, refuse }: Validation): void {
  const rules = objectsIn(inputs.rules);
  const priorities = rules.map(([, { priority }]) => priority ?? 0);
  for (const [index, rule] of rules) {
    const field = `rules[${index}]`;
    const { status, filter, deleteMarkerReplication, sourceSelectionCriteria } = rule;
    if (status !== UNKNOWN && status !== "Enabled" && status !== "Disabled") {
      refuse(`${field}.status`, status, "Enabled or Disabled");
    }
    if (isGiven(filter) && !isGiven(deleteMarkerReplication)) {
      refuse(`${field}.deleteMarkerReplication`, undefined, "a value, as there is a filter");
    }
    if (priorities.indexOf(rule.priority ?? 0) !== index) {
      refuse(`${field}.priority`, rule.priority, "a priority that no other rule has");
    }
    if (rule.destination === UNKNOWN) continue;
    const destination = objectOf(rule.destination) ?? {};
    checkDestination(destination, `${field}.destination`, refuse);
    if (destination.encryptionConfiguration === UNKNOWN) continue;
    if (hasUnknown(sourceSelectionCriteria)) continue;
    const key = objectOf(destination.encryptionConfiguration)?.replicaKmsKeyId;
    if (isOn(objectOf(sourceSelectionCriteria)?.sseKmsEncryptedObjects) !== isGiven(key)) {
      refuse(
        `${field}.destination.encryptionConfiguration`,
        key,
        "a key, if and only if encrypted objects are selected",
      );
    }
  }
}

function checkDestination(
  { bucket, replicationTime, metrics }: Properties,
  field: string,
  refuse: Validation["refuse"],
): void {
  if (typeof bucket === "string" && !/^arn:aws:s3:::[a-z0-9.-]+$/.test(bucket)) {
    refuse(`${field}.bucket`, bucket, "the ARN of a bucket");
  }
  const minutes = [
    objectOf(objectOf(replicationTime)?.time)?.minutes,
    objectOf(objectOf(metrics)?.eventThreshold)?.minutes,
  ];
  for (const each of minutes) {
    if (typeof each === "number" && each !== 15) refuse(field, each, "15 minutes");
  }
  if (isOn(replicationTime) && !hasUnknown(metrics) && !isOn(metrics)) {
    refuse(`${field}.metrics`, metrics, "Enabled, as replicationTime is");
  }
}

function isOn(value: unknown): boolean {
  return objectOf(value)?.status === "Enabled";
}

/** Source: S3 API reference, PutBucketReplication: both buckets keep versions. */
function versioningIsOff(inputs: Properties, { cloud }: AccountContents) {
  const versioned = cloud
    .list("aws:s3/bucketVersioning:BucketVersioning")
    .filter(({ state }) => objectOf(state.versioningConfiguration)?.status === "Enabled")
    .map(({ state }) => String(state.bucket));
  const replicas = objectsIn(inputs.rules).map(([, { destination }]) =>
    String(objectOf(destination)?.bucket).replace(/^arn:aws:s3:::/, ""),
  );
  const without = [String(inputs.bucket), ...replicas].find((each) => !versioned.includes(each));
  return without && formatProblem("bucket", without, "one that keeps versions, at both ends");
}
