import type { Input } from "@pulumi/pulumi";
import type { AlarmCondition } from "../condition";

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
