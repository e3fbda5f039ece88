import { expect } from "chai";
import { UNKNOWN } from "../../../../infra/unknown";
import { testAccount } from "../test-account";
import { describeValidation, reasonsOf } from "../validation";

const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

const on = { status: "Enabled" };
const destination = {
  bucket: "arn:aws:s3:::copy",
  encryptionConfiguration: { replicaKmsKeyId: "arn:key" },
  replicationTime: { ...on, time: { minutes: 15 } },
  metrics: { ...on, eventThreshold: { minutes: 15 } },
};
const rule = {
  id: "all",
  ...on,
  filter: {},
  deleteMarkerReplication: on,
  destination,
  sourceSelectionCriteria: { sseKmsEncryptedObjects: on },
};
const changed = (changes: object) => ({ rules: [{ ...rule, ...changes }] });
const changedDestination = (changes: object) =>
  changed({ destination: { ...destination, ...changes } });
const replication = { bucket: "original", role: "arn:role", rules: [rule] };

describeValidation("the replication of buckets", [
  [
    REPLICATION,
    replication,
    [
      [changed({ status: "On" }), 'rules[0].status is "On": expected Enabled or Disabled'],
      [
        changed({ deleteMarkerReplication: undefined }),
        "rules[0].deleteMarkerReplication is missing: expected a value, as there is a filter",
      ],
      [
        changed({ sourceSelectionCriteria: {} }),
        'rules[0].destination.encryptionConfiguration is "arn:key": ' +
          "expected a key, if and only if encrypted objects are selected",
      ],
      [
        changedDestination({ encryptionConfiguration: undefined }),
        "rules[0].destination.encryptionConfiguration is missing: " +
          "expected a key, if and only if encrypted objects are selected",
      ],
      [
        changedDestination({ metrics: undefined }),
        "rules[0].destination.metrics is missing: expected Enabled, as replicationTime is",
      ],
      [
        changedDestination({ bucket: "copy" }),
        'rules[0].destination.bucket is "copy": expected the ARN of a bucket',
      ],
      [
        changedDestination({ replicationTime: { ...on, time: { minutes: 5 } } }),
        "rules[0].destination is 5: expected 15 minutes",
      ],
      [
        { rules: [rule, { ...rule, id: "again" }] },
        "rules[1].priority is missing: expected a priority that no other rule has",
      ],
    ],
  ],
]);

describe("the replication of a bucket in the simulated account", () => {
  const account = testAccount();
  const setVersioning = (bucket: string, status: string, region?: string) =>
    account.create(
      "aws:s3/bucketVersioning:BucketVersioning",
      bucket,
      { bucket, versioningConfiguration: { status } },
      region,
    );

  it("is accepted where the destination is not known yet", () => {
    const inputs = { ...replication, ...changed({ destination: UNKNOWN }) };
    expect(reasonsOf(REPLICATION, inputs)).to.deep.equal([]);
  });

  it("is refused until both buckets keep versions", () => {
    const replicate = () => account.create(REPLICATION, "replication", replication);
    const refusal = (bucket: string) =>
      `bucket is "${bucket}": expected one that keeps versions, at both ends`;
    expect(replicate).to.throw(refusal("original"));
    setVersioning("original", "Enabled");
    setVersioning("copy", "Suspended", "us-east-1");
    expect(replicate).to.throw(refusal("copy"));
    setVersioning("copy", "Enabled", "us-east-1");

    expect(replicate().id).to.equal("original");
  });
});
