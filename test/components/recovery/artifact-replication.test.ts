import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ArtifactStore } from "../../../components/artifacts/artifact-store";
import { ArtifactReplica } from "../../../components/recovery/artifact-replica";
import { ArtifactReplication } from "../../../components/recovery/artifact-replication";
import { topicsAt } from "../../support/alert-topics";
import { loadTestCatalog } from "../../support/catalog";
import { contextIn } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";
import { isAllowed } from "../../support/simulate";

const STG = "222222222222";
const PRIMARY_KEY = `arn:aws:kms:ca-central-1:${STG}:key/artifacts`;
const DR_KEY = `arn:aws:kms:us-east-1:${STG}:key/artifacts`;
const ORIGINAL = `nc-platform-stg-artifacts-${STG}`;
const COPY = `nc-platform-stg-artifacts-dr-${STG}`;
const TOPIC = `arn:aws:sns:ca-central-1:${STG}:alerts`;
const BOUNDARY = `arn:aws:iam::${STG}:policy/boundary`;
const ROLE = "nc-platform-stg-artifact-replication";
const on = { status: "Enabled" };

const context = contextIn("stg");
const catalog = await loadTestCatalog();
const { optionsOf, opts } = recordOptions();
let made: Awaited<ReturnType<typeof record>>;

before(async () => {
  made = await record(() => {
    const source = new ArtifactStore("artifacts", {
      context,
      artifactsKeyArn: PRIMARY_KEY,
      wheelsKeyArn: "arn:wheels",
      catalog,
    });
    const replica = new ArtifactReplica("artifacts-dr", { context, keyArn: DR_KEY, catalog });
    new ArtifactReplication(
      "artifact-replication",
      {
        context,
        source,
        replica,
        keyArns: { source: PRIMARY_KEY, replica: DR_KEY },
        alertTopicArns: topicsAt(TOPIC),
        permissionsBoundaryArn: BOUNDARY,
      },
      opts,
    );
  });
});

describe("ArtifactReplication", () => {
  it("[§3] copies every image of the project to the DR region, in the same account", () => {
    const type = "aws:ecr/replicationConfiguration:ReplicationConfiguration";

    expect(only(made, type).inputs).to.deep.equal({
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region: "us-east-1", registryId: STG }],
            repositoryFilters: [{ filter: "nc-", filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    });
  });

  it("[§3] copies every object within 15 minutes, under the DR region's key", () => {
    const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

    expect(only(made, type).inputs).to.deep.equal({
      bucket: ORIGINAL,
      role: `arn:aws:iam::111111111111:role/${ROLE}`,
      rules: [
        {
          id: "artifact-replication",
          ...on,
          filter: {},
          deleteMarkerReplication: on,
          sourceSelectionCriteria: { sseKmsEncryptedObjects: on },
          destination: {
            bucket: `arn:aws:s3:::${COPY}`,
            encryptionConfiguration: { replicaKmsKeyId: DR_KEY },
            replicationTime: { ...on, time: { minutes: 15 } },
            metrics: { ...on, eventThreshold: { minutes: 15 } },
          },
        },
      ],
    });
  });

  it("copies nothing before the replica and its settings exist", async () => {
    const waits = async (type: string) => {
      const { dependsOn = [] } = optionsOf.get(type) ?? {};
      const all = await new Promise<pulumi.Resource[]>((resolve) =>
        pulumi.output(dependsOn).apply((each) => resolve([each].flat() as pulumi.Resource[])),
      );
      return all.map((each) => each.constructor.name);
    };

    expect(await waits("aws:ecr/replicationConfiguration:ReplicationConfiguration")).to.deep.equal([
      "ArtifactReplica",
    ]);
    expect(await waits("aws:s3/bucketReplicationConfig:BucketReplicationConfig")).to.deep.equal([
      "ArtifactStore",
      "ArtifactReplica",
      "RolePolicy",
    ]);
  });

  it("has a role for S3, bounded, named and tagged", () => {
    const { assumeRolePolicy, ...inputs } = only(made, "aws:iam/role:Role").inputs;

    expect(inputs).to.deep.equal({
      name: ROLE,
      description: "S3 copies artifacts to the DR region",
      permissionsBoundary: BOUNDARY,
      tags: context.tags("artifact-replication"),
    });
    expect(JSON.parse(assumeRolePolicy).Statement).to.deep.equal([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "s3.amazonaws.com" } },
    ]);
  });

  const calls: [allowed: boolean, action: string, resource: string][] = [
    [true, "s3:GetReplicationConfiguration", `arn:aws:s3:::${ORIGINAL}`],
    [true, "s3:ListBucket", `arn:aws:s3:::${ORIGINAL}`],
    [true, "s3:GetObjectVersionForReplication", `arn:aws:s3:::${ORIGINAL}/core/zip/a`],
    [true, "s3:ReplicateObject", `arn:aws:s3:::${COPY}/core/zip/a`],
    [true, "s3:ReplicateDelete", `arn:aws:s3:::${COPY}/core/zip/a`],
    [false, "s3:GetObject", `arn:aws:s3:::${ORIGINAL}/core/zip/a`],
    [false, "s3:PutObject", `arn:aws:s3:::${COPY}/core/zip/a`],
    [false, "s3:ReplicateObject", `arn:aws:s3:::${ORIGINAL}/core/zip/a`],
    [false, "s3:GetObjectVersionForReplication", `arn:aws:s3:::${COPY}/core/zip/a`],
  ];
  for (const [allowed, action, resource] of calls) {
    it(`its role ${allowed ? "may" : "may not"} ${action} ${resource}`, async () => {
      const { policy, role } = only(made, "aws:iam/rolePolicy:RolePolicy").inputs;
      const identity = JSON.parse(policy).Statement;
      const principal = `arn:aws:iam::${STG}:role/${ROLE}`;

      expect(role).to.equal(ROLE);
      expect(await isAllowed({ principal, action, resource, account: STG, identity })).to.equal(
        allowed,
      );
    });
  }

  // The simulator knows no encryption context: hence word by word.
  it("its role decrypts with the one key and encrypts with the other, each through S3 for its bucket", () => {
    const { policy } = only(made, "aws:iam/rolePolicy:RolePolicy").inputs;
    const statements: { Action: string[] }[] = JSON.parse(policy).Statement;
    const through = (region: string, bucket: string) => ({
      StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
      StringLike: {
        "kms:EncryptionContext:aws:s3:arn": [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    });

    expect(
      statements.filter(({ Action }) => Action.some((each) => each.startsWith("kms:"))),
    ).to.deep.equal([
      {
        Sid: "Decrypts",
        Effect: "Allow",
        Resource: PRIMARY_KEY,
        Action: ["kms:Decrypt"],
        Condition: through("ca-central-1", ORIGINAL),
      },
      {
        Sid: "Encrypts",
        Effect: "Allow",
        Resource: DR_KEY,
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Condition: through("us-east-1", COPY),
      },
    ]);
  });

  it("opens a ticket where an object was not copied", () => {
    const { inputs } = only(made, "aws:cloudwatch/metricAlarm:MetricAlarm");

    expect(inputs).to.deep.include({
      name: "nc-platform-stg-artifact-replication",
      namespace: "AWS/S3",
      metricName: "OperationsFailedReplication",
      statistic: "Sum",
      dimensions: {
        SourceBucket: ORIGINAL,
        DestinationBucket: COPY,
        RuleId: "artifact-replication",
      },
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      period: 300,
      treatMissingData: "notBreaching",
      alarmActions: [
        `${TOPIC}-ticket`,
        `arn:aws:ssm:ca-central-1:${STG}:opsitem:2#CATEGORY=Recovery`,
      ],
    });
  });
});
