import * as aws from "@pulumi/aws";
import type { Input } from "@pulumi/pulumi";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import type { ArtifactStore } from "../artifacts/artifact-store";
import { metricAlarm } from "../observe/alarms/alarm";
import type { AlertTopicArns } from "../observe/alert-topics";
import type { AlarmCondition } from "../observe/condition";
import type { ArtifactReplica } from "./artifact-replica";
import { replicationRole } from "./replication-role";

const COMPONENT = "artifact-replication";

/** Minutes that Replication Time Control promises; S3 takes no other number (S3 API). */
const MINUTES = 15;

export interface ArtifactReplicationArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** The artifact store whose images and objects are copied. */
  source: ArtifactStore;
  /** Where the copies are written. Nothing is copied before all of it exists. */
  replica: ArtifactReplica;
  /** ARNs of the KMS key `artifacts` (`source`) and of its replica in the DR region (`replica`). */
  keyArns: Readonly<Record<"source" | "replica", pulumi.Input<string>>>;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * Copies what is put into an environment's artifact store to the DR region: images by ECR, the
 * bucket's objects by S3, within 15 minutes for 99.99 % of them (S3 Replication Time Control).
 *
 * Neither copies what was there before replication was on (docs/runbooks/dr.md). A deletion adds a
 * delete marker to the copy, and deletes no version of it.
 */
export class ArtifactReplication extends pulumi.ComponentResource {
  constructor(name: string, args: ArtifactReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:recovery:ArtifactReplication", name, {}, opts);
    const { context, source, replica, keyArns, permissionsBoundaryArn } = args;
    const { accountId, region, drRegion } = context.settings;
    // One per account and region; the repositories of this program are all of it.
    new aws.ecr.ReplicationConfiguration(
      name,
      {
        replicationConfiguration: {
          rules: [
            {
              destinations: [{ region: drRegion, registryId: accountId }],
              repositoryFilters: [{ filter: "nc-", filterType: "PREFIX_MATCH" }],
            },
          ],
        },
      },
      { parent: this, dependsOn: replica },
    );
    const { arn: role, policy } = replicationRole(
      name,
      {
        context,
        component: COMPONENT,
        source: { bucketArn: source.bucketArn, keyArn: keyArns.source, region },
        replica: { bucketArn: replica.bucketArn, keyArn: keyArns.replica, region: drRegion },
        permissionsBoundaryArn,
      },
      { parent: this },
    );
    new aws.s3.BucketReplicationConfig(
      name,
      {
        bucket: source.bucketName,
        role,
        rules: [ruleTo(replica.bucketArn, keyArns.replica)],
      },
      // S3 replicates only between versioned buckets, and only once the role has its permissions.
      { parent: this, dependsOn: [source, replica, policy] },
    );
    metricAlarm(
      name,
      {
        context,
        component: COMPONENT,
        alertTopicArns: args.alertTopicArns,
        severity: "ticket",
        ticket: { severity: 2, category: "Recovery" },
        ...replicationFailed({
          sourceBucket: source.bucketName,
          replicaBucket: replica.bucketName,
          ruleId: COMPONENT,
        }),
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

function ruleTo(bucket: pulumi.Input<string>, replicaKmsKeyId: pulumi.Input<string>) {
  const enabled = { status: "Enabled" };
  return {
    id: COMPONENT,
    ...enabled,
    filter: {},
    deleteMarkerReplication: enabled,
    sourceSelectionCriteria: { sseKmsEncryptedObjects: enabled },
    destination: {
      bucket,
      encryptionConfiguration: { replicaKmsKeyId },
      replicationTime: { ...enabled, time: { minutes: MINUTES } },
      metrics: { ...enabled, eventThreshold: { minutes: MINUTES } },
    },
  };
}

export interface ReplicationFailedArgs {
  /** Name of the bucket that is copied. */
  readonly sourceBucket: Input<string>;
  /** Name of the bucket that the copies are in. */
  readonly replicaBucket: Input<string>;
  /** Id of the replication rule. */
  readonly ruleId: string;
}

/**
 * S3 could not copy an object. S3 reports it in the region of the source bucket, and nothing where
 * there was nothing to copy (S3 user guide, "Using S3 Replication metrics").
 */
export function replicationFailed(args: ReplicationFailedArgs): AlarmCondition {
  return {
    description: "An object was not copied to the DR region.",
    measure: {
      namespace: "AWS/S3",
      metricName: "OperationsFailedReplication",
      statistic: "Sum",
      dimensions: {
        SourceBucket: args.sourceBucket,
        DestinationBucket: args.replicaBucket,
        RuleId: args.ruleId,
      },
    },
    period: 300,
    comparison: ">",
    threshold: 0,
    periods: 1,
    missingData: "notBreaching",
  };
}
