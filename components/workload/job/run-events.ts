import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { RULE_RETRY } from "../../observe/rule-retry";

/** Why ECS stops a task when its own container ended; any other code is no end of a run. */
const CONTAINER_EXITED = "EssentialContainerExited";

/** The fields of its event that the message about a failed run shows; each is a text or missing. */
const EVENT_FIELDS = {
  task: "$.detail.taskArn",
  definition: "$.detail.taskDefinitionArn",
  code: "$.detail.stopCode",
  reason: "$.detail.stoppedReason",
} as const;

export interface RunEventsArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** ARN of the ECS cluster that runs the job. */
  clusterArn: pulumi.Input<string>;
  /** Task group that only the schedule gives to the tasks that it starts. */
  group: string;
  /** Name of the container whose end is the end of the run. */
  containerName: string;
  /** ARN of the topic that is notified of a failed run: a ticket. */
  alertTopicArn: pulumi.Input<string>;
  /** ARN of the queue for failed runs of which the topic could not be notified. */
  deadLetterArn: pulumi.Input<string>;
}

/** Last part of the name of the rule for runs that failed. */
export const RUNS_FAILED = "runs-failed";

/**
 * Makes one rule for runs that ended well, and one for runs that failed. EventBridge counts what
 * they match, and the topic gets the reason of a failure: ECS forgets a stopped task within the hour.
 *
 * An event is matched as one: a name and an exit code are those of the same container.
 * Source of its form: Amazon ECS developer guide, "Amazon ECS task state change events".
 *
 * @returns the names of the rules
 */
export function runEvents(
  name: string,
  { context, clusterArn, group, containerName, alertTopicArn, deadLetterArn }: RunEventsArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const rule = (component: string, description: string, detail: object) =>
    new aws.cloudwatch.EventRule(
      `${name}-${component}`,
      {
        name: context.name("aws:cloudwatch/eventRule:EventRule", component),
        description,
        eventPattern: pulumi.jsonStringify({
          source: ["aws.ecs"],
          "detail-type": ["ECS Task State Change"],
          detail: { clusterArn: [clusterArn], group: [group], lastStatus: ["STOPPED"], ...detail },
        }),
        state: "ENABLED",
        tags: context.tags(component),
      },
      opts,
    );
  const ended = (exitCode: unknown) => ({ containers: { name: [containerName], exitCode } });
  const { service, environment } = context;

  const succeeded = rule("runs-succeeded", `Runs of ${service} that ended well`, {
    stopCode: [CONTAINER_EXITED],
    ...ended([0]),
  });
  const failed = rule(RUNS_FAILED, `Runs of ${service} that failed`, {
    $or: [
      { stopCode: [{ "anything-but": [CONTAINER_EXITED] }] },
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
      deadLetterConfig: { arn: deadLetterArn },
      retryPolicy: RULE_RETRY,
      inputTransformer: {
        inputPaths: EVENT_FIELDS,
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
