import { formatProblem } from "../../infra/problems";
import { entries, part } from "./limits/rule";
import type { Cloud, Properties } from "./record";

/** What AWS refuses of a copy for what it is a copy of, and where it lands; else nothing. */
export function replicaProblem(cloud: Cloud, type: string, inputs: Properties): string | undefined {
  if (type === "aws:kms/replicaKey:ReplicaKey") return keyProblem(cloud, inputs);
  if (type === "aws:s3/bucketReplicationConfig:BucketReplicationConfig") {
    return bucketProblem(cloud, inputs);
  }
  return undefined;
}

function keyProblem(cloud: Cloud, { primaryKeyArn }: Properties): string | undefined {
  const keys = cloud.list("aws:kms/key:Key");
  if (keys.some(({ state }) => state.arn === primaryKeyArn)) return undefined;
  return formatProblem("primaryKeyArn", primaryKeyArn, "a key of this account");
}

/** Source: S3 API reference, PutBucketReplication: both ends keep versions. */
function bucketProblem(cloud: Cloud, inputs: Properties): string | undefined {
  const versioned = cloud
    .list("aws:s3/bucketVersioning:BucketVersioning")
    .filter(({ state }) => part(state.versioningConfiguration)?.status === "Enabled")
    .map(({ state }) => String(state.bucket));
  const replicas = entries(inputs.rules).map(([, { destination }]) =>
    String(part(destination)?.bucket).replace(/^arn:aws:s3:::/, ""),
  );
  const without = [String(inputs.bucket), ...replicas].find((each) => !versioned.includes(each));
  return without && formatProblem("bucket", without, "one that keeps versions, at both ends");
}
