import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";

export interface LogGroupArgs {
  /** The context of the workload, or of the platform, whose logs it holds. */
  context: Context;
  /** Source of the logs, such as `tasks`: the last part of the group's name and of its tag `Name`. */
  key: string;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
  /** Name of the log group, where AWS dictates one. @default - `/nc/<env>/<svc>/logs/<key>` */
  logGroupName?: pulumi.Input<string>;
  /** Whether it is protected where the environment is. @default true */
  protect?: boolean | undefined;
}

/**
 * Makes a log group: encrypted, kept as long as the settings say (`logRetentionDays`), and where
 * it is protected, not to be deleted by Pulumi or by AWS.
 */
export function logGroup(
  name: string,
  args: LogGroupArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.LogGroup {
  const { context, key, logsKeyArn, logGroupName = context.logGroupName(key) } = args;
  const { logRetentionDays } = context.settings;
  const protect = context.protect && (args.protect ?? true);
  return new aws.cloudwatch.LogGroup(
    name,
    {
      name: logGroupName,
      retentionInDays: logRetentionDays,
      kmsKeyId: logsKeyArn,
      deletionProtectionEnabled: protect,
      tags: context.tags(key),
    },
    { ...opts, protect },
  );
}
