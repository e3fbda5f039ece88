import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../../infra/scope";
import { metricAlarm } from "../../observe/alarms/alarm";
import { queueDepth } from "../../observe/metrics/queue";
import { failedEventsName } from "./execution-role";

const COMPONENT = "failed-events";

/** The longest that SQS keeps a message, in seconds: 14 days. */
const RETENTION = 1_209_600;

/** How Lambda tries an event again that the function failed. */
export interface Retry {
  /** 0 to 2. */
  readonly maximumRetryAttempts: number;
  /** How long an event may wait, in seconds: 60 to 21,600. */
  readonly maximumEventAgeInSeconds: number;
}

/** Lambda's defaults, made explicit. */
const RETRY: Retry = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 21_600 };

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
  /** @default - twice more, within 6 hours */
  retry?: Retry;
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
  readonly queueUrl: pulumi.Output<string>;
  /** Goes off when there is one; opens a ticket. */
  readonly alarm: aws.cloudwatch.MetricAlarm;

  constructor(name: string, args: FailedEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:FailedEvents", name, {}, opts);
    const {
      scope,
      alias,
      messagingKeyArn,
      alertTopicArn: topicArn,
      rolePolicy,
      retry = RETRY,
    } = args;
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
        ...retry,
        destinationConfig: { onFailure: { destination: queue.arn } },
      },
      { ...parent, dependsOn: rolePolicy },
    );

    this.queueArn = queue.arn;
    this.queueUrl = queue.url;
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
