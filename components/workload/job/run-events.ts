import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";

/** Why ECS stops a task when its own container ended; any other code is no end of a run. */
const ENDED = "EssentialContainerExited";

/** What is told of a run that failed, from its event; each is a text or missing. */
const TOLD = {
  task: "$.detail.taskArn",
  definition: "$.detail.taskDefinitionArn",
  code: "$.detail.stopCode",
  reason: "$.detail.stoppedReason",
} as const;

export interface RunEventsArgs {
  /** The workload's context. */
  context: Context;
  /** ARN of the ECS cluster that runs the job. */
  clusterArn: pulumi.Input<string>;
  /** Group that its schedule gives to the tasks of a run, and nobody else does. */
  group: string;
  /** Name of the container whose end is the end of the run. */
  containerName: string;
  /** ARN of the topic that hears of a run that failed. */
  alertTopicArn: pulumi.Input<string>;
}

/**
 * Makes the rules that tell the runs that ended well from those that failed. EventBridge counts what
 * they match, and the topic hears why a run failed: ECS forgets a stopped task within the hour.
 *
 * An event is matched as one: a name and an exit code are those of the same container.
 * Source of its form: Amazon ECS developer guide, "Amazon ECS task state change events".
 *
 * @returns the names of the rules
 */
export function runEvents(
  name: string,
  { context, clusterArn, group, containerName, alertTopicArn }: RunEventsArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const rule = (component: string, description: string, how: object) =>
    new aws.cloudwatch.EventRule(
      `${name}-${component}`,
      {
        name: context.name("aws:cloudwatch/eventRule:EventRule", component),
        description,
        eventPattern: pulumi.jsonStringify({
          source: ["aws.ecs"],
          "detail-type": ["ECS Task State Change"],
          detail: { clusterArn: [clusterArn], group: [group], lastStatus: ["STOPPED"], ...how },
        }),
        state: "ENABLED",
        tags: context.tags(component),
      },
      opts,
    );
  const ended = (exitCode: unknown) => ({ containers: { name: [containerName], exitCode } });
  const { service, environment } = context;

  const succeeded = rule("runs-succeeded", `Runs of ${service} that ended well`, {
    stopCode: [ENDED],
    ...ended([0]),
  });
  const failed = rule("runs-failed", `Runs of ${service} that failed`, {
    $or: [
      { stopCode: [{ "anything-but": [ENDED] }] },
      ended([{ "anything-but": [0] }]),
      // A container that never came so far has no exit code.
      { containers: { exitCode: [{ exists: false }] } },
    ],
  });
  new aws.cloudwatch.EventTarget(
    `${name}-runs-failed`,
    {
      rule: failed.name,
      targetId: "alerts",
      arn: alertTopicArn,
      inputTransformer: {
        inputPaths: TOLD,
        inputTemplate: JSON.stringify(
          `A run of ${service} in ${environment} failed: <code>, <reason>. ` +
            "Task: <task> of <definition>.",
        ),
      },
    },
    opts,
  );
  return { succeeded: succeeded.name, failed: failed.name };
}
