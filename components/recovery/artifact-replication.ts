import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import type { ArtifactStore } from "../artifacts/artifact-store";
import { serviceRole } from "../identity/service-role";
import { metricAlarm } from "../observe/alarms/alarm";
import { replicationFailed } from "../observe/metrics/replication";
import type { ArtifactReplica } from "./artifact-replica";
import { replicationPermissions } from "./replication-permissions";

const COMPONENT = "artifact-replication";

/** Minutes that Replication Time Control allows; S3 takes no other number. */
const MINUTES = 15;

export interface ArtifactReplicationArgs {
  /** The platform's context. */
  context: Context;
  /** What is copied. */
  source: ArtifactStore;
  /** Where the copies land; nothing is copied before all of it is there. */
  replica: ArtifactReplica;
  /** ARNs of the KMS key `artifacts` and of its replica in the DR region. */
  keyArns: Readonly<Record<"source" | "replica", pulumi.Input<string>>>;
  /** ARN of the topic that hears of a copy that failed. */
  alertTopicArn: pulumi.Input<string>;
  /** ARN of the boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * Copies what is put into an environment's artifact store to the DR region: images by ECR, the
 * bucket's objects by S3, within 15 minutes for 99.99 % of them (S3 Replication Time Control).
 *
 * Only what is put there from now on: neither copies what was there before (docs/runbooks/dr.md).
 * A deletion hides the copy too, but deletes no version of it.
 */
export class ArtifactReplication extends pulumi.ComponentResource {
  constructor(name: string, args: ArtifactReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:recovery:ArtifactReplication", name, {}, opts);
    const { context, source, replica, keyArns } = args;
    const { accountId, drRegion } = context.settings;
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
    const { arn: role, policy } = replicationRole(this, name, args);
    new aws.s3.BucketReplicationConfig(
      name,
      {
        bucket: source.bucketName,
        role,
        rules: [ruleTo(replica.bucketArn, keyArns.replica)],
      },
      // S3 copies between buckets that keep versions only, and with a role that may.
      { parent: this, dependsOn: [source, replica, policy] },
    );
    metricAlarm(
      name,
      {
        context,
        component: COMPONENT,
        alertTopicArn: args.alertTopicArn,
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
  const on = { status: "Enabled" };
  return {
    id: COMPONENT,
    ...on,
    filter: {},
    deleteMarkerReplication: on,
    sourceSelectionCriteria: { sseKmsEncryptedObjects: on },
    destination: {
      bucket,
      encryptionConfiguration: { replicaKmsKeyId },
      replicationTime: { ...on, time: { minutes: MINUTES } },
      metrics: { ...on, eventThreshold: { minutes: MINUTES } },
    },
  };
}

/** The role with which S3 copies, and the policy that has to be there before S3 does. */
function replicationRole(parent: pulumi.Resource, name: string, args: ArtifactReplicationArgs) {
  const { context, source, replica, keyArns, permissionsBoundaryArn } = args;
  const { region, drRegion } = context.settings;
  const from = { bucketArn: source.bucketArn, keyArn: keyArns.source, region };
  const to = { bucketArn: replica.bucketArn, keyArn: keyArns.replica, region: drRegion };
  const Statement = replicationPermissions(
    from,
    to,
    (arn, rest) => pulumi.interpolate`${arn}${rest}`,
  );
  return serviceRole(
    name,
    {
      context,
      component: COMPONENT,
      permissionsBoundaryArn,
      description: "S3 copies artifacts to the DR region",
      // S3 names no source in its documentation of this role. A condition that it does not meet
      // would end replication, so the role is narrow by what it may do: one bucket into one other.
      service: "s3.amazonaws.com",
      policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement }),
    },
    { parent },
  );
}
