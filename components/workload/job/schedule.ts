import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { RETRY_SECONDS_MIN, retrySeconds } from "../../../infra/catalog/kinds/job-timing";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources } from "../../environment-resources";
import { scheduleRole } from "./permissions";
import type { Run } from "./run";

export interface ScheduleArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"job">;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** The run that the schedule starts. */
  run: Pick<Run, "target" | "startPermissions" | "releaseManagedInputs">;
  /** ARN of the queue for the starts that Scheduler gave up. */
  deadLetterArn: pulumi.Input<string>;
}

/**
 * When a job runs (CI/CL-002 §7.3): a schedule of EventBridge Scheduler in a group of its own and its
 * role. It is off until the first release turns it on: its
 * state, and what it runs, belong to the releases (docs/decisions/0017). A retired job has none.
 */
export class Schedule extends pulumi.ComponentResource {
  readonly scheduleName: pulumi.Output<string>;
  /** Name of its group, by which its metrics are counted. */
  readonly groupName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Schedule", name, {}, opts);
    const { context, workload, environmentResources, run } = args;
    const { keyArns, permissionsBoundaryArn } = environmentResources;
    const { schedule } = workload;
    const names = workloadNames(context);
    const child = { parent: this };

    const role = scheduleRole(
      name,
      { context, permissionsBoundaryArn, startPermissions: run.startPermissions },
      child,
    );
    const group = new aws.scheduler.ScheduleGroup(
      name,
      { name: names.scheduleGroup, tags: context.tags("schedule") },
      child,
    );
    const made = context.retired
      ? undefined
      : new aws.scheduler.Schedule(
          name,
          {
            name: names.schedule,
            groupName: group.name,
            description: `Starts the runs of ${context.service}`,
            state: "DISABLED",
            scheduleExpression: schedule.expression,
            scheduleExpressionTimezone: schedule.timeZone,
            flexibleTimeWindow: windowOf(schedule),
            kmsKeyArn: keyArns.messaging,
            target: {
              ...run.target,
              roleArn: role.arn,
              retryPolicy: {
                maximumRetryAttempts: schedule.retries,
                maximumEventAgeInSeconds: Math.max(retrySeconds(workload), RETRY_SECONDS_MIN),
              },
              deadLetterConfig: { arn: args.deadLetterArn },
            },
          },
          {
            ...child,
            dependsOn: role.policy,
            ignoreChanges: ["state", ...run.releaseManagedInputs],
          },
        );

    this.scheduleName = made?.name ?? pulumi.output(names.schedule);
    this.groupName = made?.groupName ?? group.name;
    this.roleArn = role.arn;
    const { scheduleName, groupName, roleArn } = this;
    this.registerOutputs({ scheduleName, groupName, roleArn });
  }
}

function windowOf({ flexibleWindow }: WorkloadOf<"job">["schedule"]) {
  if (flexibleWindow === undefined) return { mode: "OFF" };
  return { mode: "FLEXIBLE", maximumWindowInMinutes: flexibleWindow / 60 };
}
