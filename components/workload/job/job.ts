import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import { platformArns } from "../../identity/arns";
import { WorkloadAlarms } from "../../observe/alarms/alarm";
import type { Health } from "../../observe/health";
import type { Sidecar } from "../container/task";
import type { Extension } from "../function/environment";
import { NO_LINKS, type WorkloadLinks } from "../links/workload-links";
import { DeadLetterQueue } from "../queue/dead-letter-queue";
import type { KindContract } from "../release-contract";
import { FunctionRun } from "./function-run";
import { jobHealth } from "./health";
import type { Run, RunArgs } from "./run";
import { RUNS_FAILED } from "./run-events";
import { Schedule } from "./schedule";
import { TaskRun } from "./task-run";

export interface JobArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"job">;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Further containers of the same task, where the job runs as one. @default - none */
  sidecars?: readonly Sidecar[];
  /** Lambda layers with extensions, where the job runs as a function. @default - none */
  extensions?: readonly Extension[];
  /** The links from the workload and to it. @default - it has none */
  links?: WorkloadLinks;
}

/**
 * A scheduled job (CI/CL-002 §7.3): a Fargate task or a Lambda function that EventBridge Scheduler
 * starts. A run that fails, takes too long, cannot be started or does not happen sets off an alarm.
 */
export class Job extends pulumi.ComponentResource {
  readonly health: Health;
  readonly alarms: WorkloadAlarms;
  /** Id of the security group of its task or function. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The component's part of the workload's release contract. */
  readonly releaseContract: pulumi.Output<KindContract<"job">>;

  constructor(name: string, args: JobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Job", name, {}, opts);
    const { context, workload, environmentResources } = args;
    const { alertTopicArns } = environmentResources;
    const child = { parent: this };

    const deadLetters = new DeadLetterQueue(
      `${name}-dead-letters`,
      {
        context,
        messagingKeyArn: environmentResources.keyArns.messaging,
        component: "dead-letters",
        ruleArns: workload.runs.as === "task" ? [ruleOfFailedRuns(context)] : [],
      },
      child,
    );
    const deadLetterArn = deadLetters.queueArn;
    const run = runOf(name, args, deadLetterArn, child);
    this.securityGroupId = run.securityGroupId;
    const schedule = new Schedule(
      `${name}-schedule`,
      { context, workload, environmentResources, run, deadLetterArn },
      child,
    );
    const { groupName: scheduleGroup } = schedule;
    this.health = jobHealth({
      workload,
      run: run.health,
      scheduleGroup,
      deadLetterName: deadLetters.queueName,
    });
    const { alarms } = this.health;
    this.alarms = new WorkloadAlarms(name, { context, alarms, alertTopicArns }, child);

    const shared = {
      kind: workload.kind,
      schedule: {
        name: schedule.scheduleName,
        groupName: scheduleGroup,
        roleArn: schedule.roleArn,
      },
      deadLetterQueueUrl: deadLetters.queueUrl,
    };
    this.releaseContract = pulumi
      .all([shared, run.releaseContract])
      .apply(([all, own]) => ({ ...all, ...own }));
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}

/** The queue is made before the rule that sends to it. */
function ruleOfFailedRuns(context: Context): string {
  const name = context.name("aws:cloudwatch/eventRule:EventRule", RUNS_FAILED);
  return platformArns(context).regional("events", `rule/${name}`);
}

function runOf(
  name: string,
  args: JobArgs,
  deadLetterArn: pulumi.Input<string>,
  opts: pulumi.ComponentResourceOptions,
): Run {
  const { context, workload, environmentResources, config, links = NO_LINKS } = args;
  const { runs: spec } = workload;
  const given: Omit<RunArgs<"task">, "spec"> = {
    context,
    workload,
    environmentResources,
    config,
    variables: links.variables,
    deadLetterArn,
  };
  return spec.as === "task"
    ? new TaskRun(`${name}-run`, { ...given, spec, sidecars: args.sidecars }, opts)
    : new FunctionRun(`${name}-run`, { ...given, spec, extensions: args.extensions }, opts);
}
