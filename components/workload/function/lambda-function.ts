import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Tested } from "../../observe/canary/canary-parameters";
import type { EnvironmentResources, WorkloadConfig } from "../environment-resources";
import type { Observed } from "../observed";
import { WorkQueue } from "../queue/work-queue";
import { functionAlarms } from "./alarms";
import { CodeDeploy } from "./code-deploy";
import type { Extension } from "./environment";
import { EventSource } from "./event-source";
import { executionRole } from "./execution-role";
import { FailedEvents } from "./failed-events";
import { functionGraphs } from "./graphs";
import { HttpApi } from "./http-api";
import { versionedFunction } from "./versioned-function";
import { aliases, LIVE } from "./versions-and-aliases";

export interface LambdaFunctionArgs {
  /** The workload's context. */
  context: Context;
  workload: WorkloadOf<"function">;
  environmentResources: EnvironmentResources;
  config: WorkloadConfig;
  /** Layers whose processes run beside its code. @default - none */
  extensions?: readonly Extension[];
  /** Alarms that roll a release back, beside its own: at most ten in all. @default - none */
  moreRollbackAlarms?: readonly aws.cloudwatch.MetricAlarm[];
}

/**
 * A Lambda function that callers reach by its alias `live`, which CodeDeploy moves from one version
 * to the next (CI/CL-002 §7.2). The program owns its shape; its code, and where its aliases point,
 * belong to its deliveries (docs/decisions/0010).
 */
export class LambdaFunction extends pulumi.ComponentResource {
  /** The alias `live`: what an invoker is given. */
  readonly alias: aws.lambda.Alias;
  /** Its HTTP API, where the catalog asks for one. */
  readonly httpApi: HttpApi | undefined;
  /** What there is to observe of it; at most ten alarms stop a release and take the alias back. */
  readonly observed: Observed;
  /** What a release of it needs: names, ARNs and ids, and nothing secret. */
  readonly delivery: Readonly<Record<string, unknown>>;

  constructor(name: string, args: LambdaFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:LambdaFunction", name, {}, opts);
    const { context, workload, environmentResources, moreRollbackAlarms = [] } = args;
    const { keyArns, permissionsBoundaryArn, alertTopicArn } = environmentResources;
    const { checks, concurrency, consumes, http, traffic } = workload;
    const child = { parent: this };

    const role = executionRole(name, { context, workload, permissionsBoundaryArn }, child);
    const fn = versionedFunction(name, args, role, child);
    const { live, previous } = aliases(name, fn, child);

    const bound = { context, alias: live, rolePolicy: role.policy };
    const failed = new FailedEvents(
      `${name}-failed`,
      { ...bound, messagingKeyArn: keyArns.messaging, alertTopicArn },
      child,
    );
    const queue =
      consumes &&
      new WorkQueue(
        `${name}-queue`,
        {
          context,
          queue: consumes,
          messagingKeyArn: keyArns.messaging,
          alertTopicArn,
          backlog: { above: concurrency * context.settings.alarms.queueBacklogPerTask },
        },
        child,
      );
    if (consumes && queue) {
      new EventSource(`${name}-queue`, { ...bound, workload, consumes, queue }, child);
    }
    const api =
      http &&
      new HttpApi(
        `${name}-api`,
        { context, workload, path: http.path, alias: live, logsKeyArn: keyArns.logs },
        child,
      );

    const called = { context, workload, functionName: fn.name, alias: LIVE, api };
    const { rollback, watched } = functionAlarms(name, { ...called, alertTopicArn }, child);
    const alarms = [...rollback, ...moreRollbackAlarms];
    const codeDeploy = new CodeDeploy(
      `${name}-delivery`,
      { context, traffic, alarms, permissionsBoundaryArn },
      child,
    );

    this.alias = live;
    this.httpApi = api;
    const bakeAlarms = [...watched, failed.alarm, ...(queue?.alarms ?? [])];
    this.observed = {
      rollbackAlarms: alarms,
      bakeAlarms,
      ...functionGraphs(called),
      ...(api && checks && { tested: tested(api, checks) }),
    };
    this.delivery = {
      kind: workload.kind,
      functionName: fn.name,
      aliases: { live: live.name, previous: previous.name },
      application: codeDeploy.application,
      deploymentGroup: codeDeploy.deploymentGroup,
      hooks: workloadNames(context).hooks,
      ...(api && { host: api.host }),
      ...(queue && { queueUrl: queue.queueUrl }),
      rollbackAlarms: alarms.map((each) => each.name),
      bakeAlarms: bakeAlarms.map((each) => each.name),
    };
    this.registerOutputs({ delivery: this.delivery });
  }
}

/** What a synthetic test asks of it, signed: its API asks IAM who calls. */
function tested({ host, executionArn, stage }: HttpApi, checks: Tested["checks"]): Tested {
  return { host, checks, signedFor: { executionArn, stage } };
}
