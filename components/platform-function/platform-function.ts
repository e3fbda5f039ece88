import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { factsOfFunction, type PlatformFunctionName } from "../../infra/platform-functions";
import type { EnvironmentResources } from "../environment-resources";
import { platformArns } from "../identity/arns";
import { serviceRole } from "../identity/service-role";
import { policyText, type Statement } from "../identity/statement";
import { metricAlarm } from "../observe/alarms/alarm";
import type { AlarmCondition } from "../observe/condition";
import { logGroup } from "../observe/log-group";
import { type AliasedFunction, lambdaFailures, lambdaThrottles } from "../observe/metrics/lambda";
import { queueDepth } from "../observe/metrics/queue";
import { functionRuns, runMissing } from "../observe/metrics/runs";
import { networkPermissions } from "../workload/function/execution-role";
import { FailedEvents } from "../workload/function/failed-events";
import { LIVE } from "../workload/function/versioned-function";
import type { VpcPlacement } from "../workload/function/vpc-config";
import { type EventRules, eventRules, ruleTargets } from "./event-rules";
import { functionZip } from "./function-zip";
import { commonPermissions, failedEventsOf } from "./permissions";

/** Runtime of every platform function (Lambda guide, "Lambda runtimes"). */
const RUNTIME = "nodejs24.x";

export interface PlatformFunctionArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Folder of the function in `functions/`, and last part of its names, such as `open-incident`. */
  component: PlatformFunctionName;
  /** What it does, in one sentence. */
  description: string;
  /** What it may do, besides writing its log and keeping the events that it failed. */
  statements: readonly Statement[];
  /** Environment variables by name; `ENVIRONMENT` is added. */
  variables: Readonly<Record<string, pulumi.Input<string>>>;
  /** Further files of its zip: text by name. @default - the code alone */
  files?: Readonly<Record<string, string>>;
  /** Longest run, in seconds. */
  timeout: number;
  /** Memory, in MB. @default 256 */
  memory?: number;
  /** Events of others that it is called for, each by the last part of its rule's name. @default - none */
  rules?: EventRules;
  /**
   * Whether a deployment waits for it: then it is called by its own name, as CodeDeploy knows no aliases, and who is
   * on call is paged where it fails. @default false
   */
  isHook?: boolean;
  /** Alarms on what it finds, each by the last part of its name: as many as `infra/platform-functions.ts` says. @default - none */
  conditions?: Readonly<Record<string, AlarmCondition>>;
  /** Where it runs in the VPC. @default - outside of it */
  vpc?: VpcPlacement;
  /** Keys, boundary, alarms' topic and artifact bucket of the environment. */
  environmentResources: Pick<
    EnvironmentResources,
    "alertTopicArns" | "artifacts" | "keyArns" | "permissionsBoundaryArn"
  >;
}

/**
 * One function of the platform, out of `functions/`: its code, its role, its log, what calls it, the queue of
 * the events that it could not handle, and the alarms on itself. Its code is the program's own: an update moves the
 * alias `live` to the new version at once.
 */
export class PlatformFunction extends pulumi.ComponentResource {
  /** The function's name. */
  readonly functionName: pulumi.Output<string>;
  /** The function's ARN: what calls it by its own name is given. */
  readonly functionArn: pulumi.Output<string>;
  /** The alias `live`: what an invoker is given. */
  readonly alias: aws.lambda.Alias;
  /** URL of the queue of events that it could not handle. */
  readonly failedEventsUrl: pulumi.Output<string>;

  constructor(name: string, args: PlatformFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:platform:PlatformFunction", name, {}, opts);
    const { context, component, description, environmentResources, rules = {} } = args;
    const { isHook = false, vpc } = args;
    const functionName = context.name("aws:lambda/function:Function", component);
    const { alertTopicArns, artifacts, keyArns, permissionsBoundaryArn } = environmentResources;
    const child = { parent: this };
    const { concurrency, everyMinutes } = factsOfFunction(component);

    const role = serviceRole(
      name,
      {
        context,
        component,
        permissionsBoundaryArn,
        description,
        service: "lambda.amazonaws.com",
        policy: policyText([
          ...commonPermissions(context, component),
          ...(vpc
            ? networkPermissions(
                platformArns(context).regional("lambda", `function:${functionName}`),
              )
            : []),
          ...args.statements,
        ]),
      },
      child,
    );
    const log = logGroup(name, { context, key: component, logsKeyArn: keyArns.logs }, child);
    const zip = functionZip(component, args.files);
    const code = new aws.s3.BucketObjectv2(
      name,
      {
        bucket: artifacts.bucketName,
        key: `${context.service}/functions/${component}/${zip.sha256}.zip`,
        contentBase64: Buffer.from(zip.bytes).toString("base64"),
        contentType: "application/zip",
        kmsKeyId: keyArns.artifacts,
        tags: context.tags(component),
      },
      child,
    );
    const fn = new aws.lambda.Function(
      name,
      {
        name: functionName,
        description,
        role: role.arn,
        packageType: "Zip",
        s3Bucket: code.bucket,
        s3Key: code.key,
        s3ObjectVersion: code.versionId,
        runtime: RUNTIME,
        handler: zip.handler,
        architectures: ["arm64"],
        memorySize: args.memory ?? 256,
        timeout: args.timeout,
        publish: true,
        reservedConcurrentExecutions: concurrency,
        environment: { variables: { ENVIRONMENT: context.environment, ...args.variables } },
        kmsKeyArn: keyArns.config,
        vpcConfig: vpc && { subnetIds: vpc.subnetIds, securityGroupIds: [vpc.securityGroupId] },
        tracingConfig: { mode: "Active" },
        loggingConfig: {
          logFormat: "JSON",
          logGroup: log.name,
          applicationLogLevel: "INFO",
          systemLogLevel: "INFO",
        },
        tags: context.tags(component),
      },
      { ...child, dependsOn: role.policy },
    );
    this.alias = new aws.lambda.Alias(
      name,
      { name: LIVE, description, functionName: fn.name, functionVersion: fn.version },
      child,
    );

    const made = eventRules(name, context, { ...rules, ...scheduleOf(component) }, child);
    const failed = new FailedEvents(
      `${name}-failed-events`,
      {
        context,
        component: failedEventsOf(component),
        alias: isHook ? { functionName: fn.name } : this.alias,
        messagingKeyArn: keyArns.messaging,
        ruleArns: Object.values(made).map(({ arn }) => arn),
      },
      child,
    );
    if (isHook && Object.keys(made).length > 0) {
      // What the rules send goes to the alias, and is kept in the same queue.
      new aws.lambda.FunctionEventInvokeConfig(
        `${name}-rules`,
        {
          functionName: this.alias.functionName,
          qualifier: this.alias.name,
          maximumRetryAttempts: 2,
          maximumEventAgeInSeconds: 21_600,
          destinationConfig: { onFailure: { destination: failed.queueArn } },
        },
        child,
      );
    }
    const target = { rules: made, alias: this.alias, deadLetterArn: failed.queueArn };
    ruleTargets(name, target, child);

    const live = { functionName: fn.name, alias: isHook ? undefined : LIVE };
    const conditions: Record<string, AlarmCondition> = {
      errors: lambdaFailures(live),
      throttles: lambdaThrottles(live),
      "failed-events": {
        ...queueDepth({ queueName: failed.queueName, above: 0 }),
        description: `${component} could not handle an event: it is kept, with the reason.`,
      },
      ...args.conditions,
    };
    if (everyMinutes !== undefined)
      conditions["run-missing"] = calledTooLongAgo(live, everyMinutes);
    for (const [key, condition] of Object.entries(conditions)) {
      const of = {
        context,
        component: `${component}-${key}`,
        severity: isHook ? "page" : "ticket",
        alertTopicArns,
      } as const;
      const alarm = { ...of, ...condition };
      metricAlarm(`${name}-${key}`, alarm, child);
    }

    this.functionName = fn.name;
    this.functionArn = fn.arn;
    this.failedEventsUrl = failed.queueUrl;
    const { failedEventsUrl } = this;
    this.registerOutputs({ functionName: fn.name, aliasArn: this.alias.arn, failedEventsUrl });
  }
}

/** The rule that calls a function by the clock, where `infra/platform-functions.ts` says so. */
function scheduleOf(component: PlatformFunctionName): EventRules {
  const { everyMinutes } = factsOfFunction(component);
  if (everyMinutes === undefined) return {};
  const description = `Calls ${component} by the clock`;
  return { [`${component}-due`]: { description, when: { everyMinutes } } };
}

/** Calls that may be missing in a row before somebody is told. */
const MISSED_CALLS = 3;

/** Longest time after its creation in which an alarm stays quiet, in minutes (PutMetricAlarm, WarmUpConfiguration). */
const WARM_UP_MAX = 2880;

function calledTooLongAgo(live: AliasedFunction, everyMinutes: number): AlarmCondition {
  const minutes = MISSED_CALLS * everyMinutes;
  const missing = runMissing(functionRuns(live), minutes * 60);
  // The schedule begins with the function: no call is due before.
  return { ...missing, warmUpMinutes: Math.min(minutes, WARM_UP_MAX) };
}
