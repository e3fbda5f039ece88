import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UNKNOWN } from "../../../infra/unknown";
import { createResource } from "../../../sandbox/cloud/account";
import { checkInputs } from "../../../sandbox/cloud/check-inputs";
import { type Cloud, openCloud } from "../../../sandbox/cloud/record";

const ACCOUNT = "111111111111";
const HERE = { account: ACCOUNT, region: "ca-central-1" };
const THERE = { account: ACCOUNT, region: "us-east-1" };

const REPLICA_KEY = "aws:kms/replicaKey:ReplicaKey";
const BUCKETS = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const IMAGES = "aws:ecr/replicationConfiguration:ReplicationConfiguration";
const SECRET = "aws:secretsmanager/secret:Secret";

const on = { status: "Enabled" };
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "kms:*",
      Resource: "*",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    },
  ],
});
const replicaKey = {
  primaryKeyArn: `arn:aws:kms:ca-central-1:${ACCOUNT}:key/mrk-1234`,
  deletionWindowInDays: 30,
  policy,
};
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
const buckets = (changes: object = {}) => ({
  bucket: "original",
  role: "arn:role",
  rules: [{ ...rule, ...changes }],
});
const images = (changes: object = {}) => {
  const destinations = [{ region: "us-east-1", registryId: ACCOUNT }];
  const repositoryFilters = [{ filter: "nc-", filterType: "PREFIX_MATCH" }];
  return {
    replicationConfiguration: { rules: [{ destinations, repositoryFilters, ...changes }] },
  };
};
const copies = (...regions: (string | undefined)[]) => ({
  replicas: regions.map((region) => ({ region })),
});

describe("what AWS refuses of copies in another region", () => {
  const good: [type: string, inputs: Record<string, unknown>][] = [
    [REPLICA_KEY, replicaKey],
    [BUCKETS, buckets()],
    [BUCKETS, buckets({ destination: UNKNOWN })],
    [BUCKETS, { bucket: UNKNOWN, role: UNKNOWN, rules: UNKNOWN }],
    [IMAGES, images()],
    [IMAGES, images({ destinations: UNKNOWN })],
    [SECRET, copies("us-east-1", "us-west-2")],
  ];
  for (const [type, inputs] of good) {
    it(`takes ${type} as it should be, known or not`, () => {
      expect(checkInputs(type, inputs, ACCOUNT)).to.deep.equal([]);
    });
  }

  const single = `arn:aws:kms:ca-central-1:${ACCOUNT}:key/0b0b0b0b-0000-4000-8000-000000000000`;
  const bad: [type: string, inputs: Record<string, unknown>, reason: RegExp][] = [
    [REPLICA_KEY, { ...replicaKey, primaryKeyArn: single }, /the ARN of a multi-Region key$/],
    [REPLICA_KEY, { ...replicaKey, deletionWindowInDays: 6 }, /expected from 7 to 30$/],
    [BUCKETS, buckets({ status: "On" }), /^rules\[0\]\.status is "On": expected Enabled or/],
    [BUCKETS, buckets({ deleteMarkerReplication: undefined }), /as there is a filter$/],
    [BUCKETS, buckets({ sourceSelectionCriteria: {} }), /only if encrypted objects are selected$/],
    [
      BUCKETS,
      buckets({ destination: { ...destination, encryptionConfiguration: undefined } }),
      /a key, if and only if encrypted objects are selected$/,
    ],
    [
      BUCKETS,
      buckets({ destination: { ...destination, metrics: undefined } }),
      /metrics is missing: expected Enabled, as replicationTime is$/,
    ],
    [
      BUCKETS,
      buckets({ destination: { ...destination, bucket: "copy" } }),
      /bucket is "copy": expected the ARN of a bucket$/,
    ],
    [
      BUCKETS,
      { ...buckets(), rules: [rule, { ...rule, id: "again" }] },
      /^rules\[1\]\.priority is missing: expected a priority that no other rule has$/,
    ],
    [IMAGES, images({ destinations: [] }), /destinations is 0: expected from 1 to 25$/],
    [IMAGES, images({ repositoryFilters: [{ filterType: "WILDCARD" }] }), /PREFIX_MATCH$/],
    [SECRET, copies("us-east-1", "us-east-1"), /^replicas\[1\]\.region is "us-east-1"/],
    [SECRET, copies(undefined), /^replicas\[0\]\.region is missing/],
  ];
  for (const [type, inputs, reason] of bad) {
    it(`refuses ${type}: ${reason.source}`, () => {
      const failures = checkInputs(type, inputs, ACCOUNT);
      expect(failures).to.have.length(1);
      expect(failures[0]?.reason).to.match(reason);
    });
  }
});

describe("copies in the simulated account", () => {
  let folder: string;
  let cloud: Cloud;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "replication-"));
    cloud = openCloud(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const wanted = (type: string, name: string, inputs: Record<string, unknown>) => ({
    type,
    name,
    urn: `urn:${name}`,
    inputs,
  });
  const versions = (bucket: string, status = "Enabled") => {
    const inputs = { bucket, versioningConfiguration: { status } };
    return wanted("aws:s3/bucketVersioning:BucketVersioning", bucket, inputs);
  };

  it("a replica of a key has its id, in another region", () => {
    const key = createResource(
      cloud,
      wanted("aws:kms/key:Key", "key", { multiRegion: true, policy }),
      HERE,
    );
    const primaryKeyArn = key.state.arn;
    const replica = wanted(REPLICA_KEY, "replica", { ...replicaKey, primaryKeyArn });
    const { id, state } = createResource(cloud, replica, THERE);

    expect(id).to.match(/^mrk-[0-9a-f]{32}$/);
    expect(id).to.equal(key.id);
    expect(state.arn).to.equal(`arn:aws:kms:us-east-1:${ACCOUNT}:key/${id}`);
  });

  it("a replica of no key is refused", () => {
    const replica = wanted(REPLICA_KEY, "replica", replicaKey);
    expect(() => createResource(cloud, replica, THERE)).to.throw(/expected a key of this account/);
  });

  it("a bucket is copied once both ends keep versions", () => {
    const replication = wanted(BUCKETS, "replication", buckets());
    const refused = (bucket: string) =>
      expect(() => createResource(cloud, replication, HERE)).to.throw(
        `bucket is "${bucket}": expected one that keeps versions, at both ends`,
      );
    refused("original");
    createResource(cloud, versions("original"), HERE);
    createResource(cloud, versions("copy", "Suspended"), THERE);
    refused("copy");
    createResource(cloud, versions("copy"), THERE);

    expect(createResource(cloud, replication, HERE).id).to.equal("original");
  });
});
