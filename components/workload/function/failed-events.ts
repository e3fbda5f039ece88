import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../../infra/scope";
import { metricAlarm } from "../../observe/alarm";
import { queueDepth } from "../../observe/metrics/queue";
import { failedEventsName } from "./execution-role";

const COMPONENT = "failed-events";

/** The longest that SQS keeps a message, in seconds: 14 days. */
const RETENTION = 1_209_600;

/** How often Lambda tries an event again, and for how long, in seconds: its defaults, made explicit. */
const RETRY = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 21_600 };

export interface FailedEventsArgs {
  /** The workload's scope. */
  scope: Scope;
  /** The alias whose events are kept. */
  alias: aws.lambda.Alias;
  /** ARN of the environment's KMS key `messaging`. */
  messagingKeyArn: pulumi.Input<string>;
  /** ARN of the topic that alarms notify. */
  alertTopicArn: pulumi.Input<string>;
  /** The policy by which the function may send to the queue. */
  rolePolicy: pulumi.Resource;
}

/**
 * Keeps what an alias was sent without anybody waiting for the answer (by a rule, a topic, a bucket),
 * and could not handle: in an encrypted queue, with the reason.
 *
 * A destination of the alias, not a dead-letter queue of the function: that one is a part of each
 * version, and traffic cannot be shifted between two versions with different ones (Lambda guide,
 * "Function versions: alias routing").
 */
export class FailedEvents extends pulumi.ComponentResource {
  readonly queueArn: pulumi.Output<string>;
  /** Goes off when there is one; opens a ticket. */
  readonly alarm: aws.cloudwatch.MetricAlarm;

  constructor(name: string, args: FailedEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:FailedEvents", name, {}, opts);
    const { scope, alias, messagingKeyArn, alertTopicArn: topicArn, rolePolicy } = args;
    const parent = { parent: this };

    const queue = new aws.sqs.Queue(
      name,
      {
        name: failedEventsName(scope),
        kmsMasterKeyId: messagingKeyArn,
        messageRetentionSeconds: RETENTION,
        tags: scope.tags(COMPONENT),
      },
      parent,
    );
    // It ends here: no queue may send on to it.
    new aws.sqs.RedriveAllowPolicy(
      name,
      {
        queueUrl: queue.url,
        redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }),
      },
      parent,
    );
    // Lambda tries the queue out, with the function's role.
    new aws.lambda.FunctionEventInvokeConfig(
      name,
      {
        functionName: alias.functionName,
        qualifier: alias.name,
        ...RETRY,
        destinationConfig: { onFailure: { destination: queue.arn } },
      },
      { ...parent, dependsOn: rolePolicy },
    );

    this.queueArn = queue.arn;
    this.alarm = metricAlarm(
      name,
      {
        ...{ scope, component: COMPONENT, topicArn },
        ticket: { severity: 3, category: "Availability" },
        ...queueDepth({ queueName: queue.name, above: 0 }),
        description: "The function could not handle an event: it is kept, with the reason.",
      },
      parent,
    );
    this.registerOutputs({ queueArn: this.queueArn });
  }
}
