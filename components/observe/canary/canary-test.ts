import * as aws from "@pulumi/aws";
import type { Input } from "@pulumi/pulumi";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { CANARY_RESULTS } from "../../../infra/naming/names";
import { metricAlarm } from "../alarms/alarm";
import type { AlertTopicArns } from "../alert-topics";
import type { AlarmCondition } from "../condition";
import { logGroup } from "../log-group";
import { canaryParameters, invokeArns, type SyntheticCheck } from "./canary-parameters";
import { canaryRole } from "./canary-role";
import type { CanaryScript } from "./canary-script";

const COMPONENT = "synthetic-check";

/** Longest run, in seconds: three slow steps, and what a cold start takes. */
const TIMEOUT = 60;

/** Time between runs, in minutes: two failures show within stg's bake of four minutes, and prod's watch of ten. */
const MINUTES = 1;

export interface CanaryTestArgs extends SyntheticCheck {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The script that all canaries of the environment run. */
  script: CanaryScript;
  /** The artifact bucket: results go below `_synthetic/<svc>/`. */
  artifactsBucket: { name: pulumi.Input<string>; arn: pulumi.Input<string> };
  /** ARN of the environment's KMS key `artifacts`. */
  artifactsKeyArn: pulumi.Input<string>;
  /** ARN of the environment's KMS key `logs`; its policy names `CANARY_LOG_GROUPS`. */
  logsKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
}

/**
 * A CloudWatch Synthetics canary that tests a workload from outside, as users call it: its health,
 * its readiness and one transaction, as three steps of one run (CI/CL-002 §13).
 *
 * Its alarm is for the bake and the watch. It is not for CodeDeploy: before the first release it is
 * on, and CodeDeploy deploys nothing while an alarm is on.
 */
export class CanaryTest extends pulumi.ComponentResource {
  /** Goes off when two of three runs fail, or do not happen. */
  readonly alarm: aws.cloudwatch.MetricAlarm;
  /** The canary's name. */
  readonly canaryName: pulumi.Output<string>;

  constructor(name: string, args: CanaryTestArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:CanaryTest", name, {}, opts);
    const { context, script, artifactsBucket, artifactsKeyArn: keyArn, alertTopicArns } = args;
    const { checks, signedFor } = args;
    const runs = (args.runs ?? true) && !context.retired;
    const { syntheticsRuntime: runtimeVersion } = context.settings;
    const parent = { parent: this };

    const prefix = `${CANARY_RESULTS}/${context.service}`;
    const role = canaryRole(
      name,
      {
        context,
        component: COMPONENT,
        bucketArn: artifactsBucket.arn,
        prefix,
        keyArn,
        permissionsBoundaryArn: args.permissionsBoundaryArn,
        ...(signedFor && { calls: invokeArns(signedFor, checks) }),
      },
      parent,
    );
    const canary = new aws.synthetics.Canary(
      name,
      {
        name: context.name("aws:synthetics/canary:Canary", COMPONENT),
        runtimeVersion,
        s3Bucket: script.bucketName,
        s3Key: script.key,
        s3Version: script.versionId,
        handler: script.handler,
        executionRoleArn: role.arn,
        artifactS3Location: pulumi.interpolate`s3://${artifactsBucket.name}/${prefix}`,
        artifactConfig: { s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: keyArn } },
        schedule: { expression: "rate(1 minute)" },
        runConfig: {
          timeoutInSeconds: TIMEOUT,
          memoryInMb: 960,
          environmentVariables: canaryParameters(this, runtimeVersion, args),
        },
        successRetentionPeriod: 31,
        failureRetentionPeriod: 93,
        startCanary: runs,
        deleteLambda: true,
        tags: context.tags(COMPONENT),
      },
      { ...parent, dependsOn: role.policy },
    );
    logGroup(
      name,
      {
        context,
        key: COMPONENT,
        logsKeyArn: args.logsKeyArn,
        logGroupName: canary.engineArn.apply(logGroupOf),
        protect: args.protect,
      },
      parent,
    );

    this.canaryName = canary.name;
    const condition = canarySuccess({ canaryName: canary.name, minutes: MINUTES, runs });
    this.alarm = metricAlarm(
      name,
      { context, component: COMPONENT, alertTopicArns, severity: "page", ...condition },
      parent,
    );
    this.registerOutputs({ canaryName: this.canaryName, alarmArn: this.alarm.arn });
  }
}

/**
 * The log group of a canary's function, whose ARN Synthetics makes up:
 * `arn:aws:lambda:<region>:<account>:function:<name>:<version>`.
 */
function logGroupOf(engineArn: string): string {
  return `/aws/lambda/${engineArn.split(":")[6]}`;
}

export interface CanarySuccessArgs {
  /** Name of the Synthetics canary. */
  readonly canaryName: Input<string>;
  /** Time between its runs, in minutes. */
  readonly minutes: number;
  /** Whether it runs at all. */
  readonly runs: boolean;
}

/** Two of three runs of a canary failed. While it runs, a run that does not happen counts as failed. */
export function canarySuccess({ canaryName, minutes, runs }: CanarySuccessArgs): AlarmCondition {
  return {
    description: "Two of three runs of the synthetic test failed, or did not happen.",
    measure: {
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      dimensions: { CanaryName: canaryName },
      statistic: "Average",
    },
    period: minutes * 60,
    comparison: "<",
    threshold: 100,
    periods: 3,
    datapoints: 2,
    missingData: runs ? "breaching" : "notBreaching",
    warmUpMinutes: 3 * minutes + 5,
  };
}
