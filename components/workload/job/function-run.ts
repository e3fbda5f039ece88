import * as pulumi from "@pulumi/pulumi";
import { JOB_CONCURRENCY } from "../../../infra/catalog/kinds/job";
import {
  RETRY_SECONDS_MIN,
  retrySeconds,
  runRetries,
} from "../../../infra/catalog/kinds/job-timing";
import { workloadArns } from "../../identity/arns";
import { allow } from "../../identity/statement";
import type { Extension } from "../function/environment";
import { executionRole } from "../function/execution-role";
import { FailedEvents } from "../function/failed-events";
import { functionAliases, LIVE, versionedFunction } from "../function/versioned-function";
import { vpcConfig } from "../function/vpc-config";
import { functionRunHealth } from "./health";
import type { Run, RunArgs } from "./run";

/** Longest that Lambda keeps an event that waits, in seconds. */
const EVENT_AGE = 21_600;

export interface FunctionRunArgs extends RunArgs<"function"> {
  /** Lambda layers with extensions, which run as processes of their own. @default - none */
  extensions?: readonly Extension[];
}

/** A job that runs as a Lambda function, which its schedule calls by its alias `live`. */
export class FunctionRun extends pulumi.ComponentResource implements Run {
  readonly target: Run["target"];
  readonly releaseManagedInputs = [];
  readonly startPermissions: Run["startPermissions"];
  readonly health: Run["health"];
  readonly securityGroupId: Run["securityGroupId"];
  readonly releaseContract: Run["releaseContract"];

  constructor(name: string, args: FunctionRunArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:FunctionRun", name, {}, opts);
    const { context, workload, spec, environmentResources, config, extensions } = args;
    const { network } = environmentResources;
    const { keyArns, permissionsBoundaryArn } = environmentResources;
    const timeout = workload.slo.finishesWithin;
    const { config: parameters, secrets } = workload;
    const shape = { ...spec, timeout, concurrency: JOB_CONCURRENCY, config: parameters, secrets };
    const child = { parent: this };

    const role = executionRole(
      name,
      { context, workload: { ...shape, former: config.former }, permissionsBoundaryArn },
      child,
    );
    const vpc = vpcConfig(name, context, network, child);
    this.securityGroupId = vpc.securityGroupId;
    const made = {
      context,
      workload: shape,
      environmentResources,
      config,
      vpc,
      linkVariables: args.variables,
      extensions,
    };
    const fn = versionedFunction(name, made, role, child);
    const { live, previous } = functionAliases(name, fn, child);
    const failed = new FailedEvents(
      `${name}-failed-events`,
      {
        context,
        alias: live,
        messagingKeyArn: keyArns.messaging,
        retry: {
          maximumRetryAttempts: runRetries(workload),
          maximumEventAgeInSeconds: Math.min(
            Math.max(retrySeconds(workload), RETRY_SECONDS_MIN),
            EVENT_AGE,
          ),
        },
      },
      child,
    );

    const [, versions = ""] = workloadArns(context).function;
    this.target = { arn: live.arn };
    this.startPermissions = [
      allow("InvokeAlias", "lambda", ["InvokeFunction"], versions.replace(/\*$/, LIVE)),
    ];
    this.health = functionRunHealth(
      { functionName: fn.name, alias: LIVE },
      timeout,
      failed.queueName,
    );
    this.releaseContract = pulumi.output({
      runsAs: "function" as const,
      functionName: fn.name,
      aliases: { live: live.name, previous: previous.name },
      failedEventsQueueUrl: failed.queueUrl,
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}
