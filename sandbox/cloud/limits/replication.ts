import { UNKNOWN } from "../../../infra/unknown";
import type { Properties } from "../record";
import { entries, isGiven, type Judged, part } from "./rule";

/** Most rules of a registry, and most destinations of a rule. Source: ECR API, PutReplicationConfiguration. */
const IMAGES = { rules: 10, destinations: 25 };

/** Source: S3 API reference, ReplicationRule, SourceSelectionCriteria, Destination and ReplicationTime. */
export function bucketReplication({ inputs, refuse }: Judged): void {
  const rules = entries(inputs.rules);
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
    const destination = part(rule.destination) ?? {};
    destinationFits({ destination, field: `${field}.destination`, refuse });
    const key = part(destination.encryptionConfiguration)?.replicaKmsKeyId;
    if (isOn(part(sourceSelectionCriteria)?.sseKmsEncryptedObjects) !== isGiven(key)) {
      refuse(
        `${field}.destination.encryptionConfiguration`,
        key,
        "a key, if and only if encrypted objects are selected",
      );
    }
  }
}

function destinationFits({
  destination: { bucket, replicationTime, metrics },
  field,
  refuse,
}: { destination: Properties; field: string } & Pick<Judged, "refuse">): void {
  if (typeof bucket === "string" && !/^arn:aws:s3:::[a-z0-9.-]+$/.test(bucket)) {
    refuse(`${field}.bucket`, bucket, "the ARN of a bucket");
  }
  const minutes = [
    part(part(replicationTime)?.time)?.minutes,
    part(part(metrics)?.eventThreshold)?.minutes,
  ];
  for (const each of minutes) {
    if (typeof each === "number" && each !== 15) refuse(field, each, "15 minutes");
  }
  if (isOn(replicationTime) && metrics !== UNKNOWN && !isOn(metrics)) {
    refuse(`${field}.metrics`, metrics, "Enabled, as replicationTime is");
  }
}

/** Source: ECR API reference, ReplicationRule and RepositoryFilter. */
export function imageReplication({ inputs, refuse }: Judged): void {
  const rules = entries(part(inputs.replicationConfiguration)?.rules);
  const field = "replicationConfiguration.rules";
  if (rules.length > IMAGES.rules) refuse(field, rules.length, `at most ${IMAGES.rules}`);
  for (const [index, { destinations, repositoryFilters }] of rules) {
    const count = Array.isArray(destinations) ? destinations.length : 0;
    if (destinations !== UNKNOWN && (count < 1 || count > IMAGES.destinations)) {
      refuse(`${field}[${index}].destinations`, count, `from 1 to ${IMAGES.destinations}`);
    }
    for (const [, { filterType }] of entries(repositoryFilters)) {
      if (filterType === UNKNOWN || filterType === "PREFIX_MATCH") continue;
      refuse(`${field}[${index}].repositoryFilters`, filterType, "PREFIX_MATCH");
    }
  }
}

function isOn(value: unknown): boolean {
  return part(value)?.status === "Enabled";
}
