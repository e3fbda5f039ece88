import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { DeadLetterQueue } from "../queue/dead-letter-queue";
import { FAILED_EVENTS } from "./execution-role";

/** How Lambda tries an event again that the function failed. */
export interface Retry {
  /** Number of further attempts, 0 to 2. */
  readonly maximumRetryAttempts: number;
  /** How long an event may wait, in seconds: 60 to 21,600. */
  readonly maximumEventAgeInSeconds: number;
}

/** Lambda's defaults, made explicit. */
const RETRY: Retry = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 21_600 };

export interface FailedEventsArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The alias whose events are kept; without a name, the function whose callers name none. */
  alias: {
    readonly functionName: pulumi.Input<string>;
    readonly name?: pulumi.Input<string>;
  };
  /** ARN of the environment's KMS key `messaging`. */
  messagingKeyArn: pulumi.Input<string>;
  /** Last part of the queue's name. @default - `failed-events` */
  component?: string;
  /** ARNs of EventBridge rules that keep there what they could not deliver. @default - none */
  ruleArns?: readonly pulumi.Input<string>[];
  /** How often and how long Lambda retries an event, in seconds. @default - twice more, within 6 hours */
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
  readonly queueName: pulumi.Output<string>;

  constructor(name: string, args: FailedEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:FailedEvents", name, {}, opts);
    const { context, alias, messagingKeyArn, component = FAILED_EVENTS, retry = RETRY } = args;
    const parent = { parent: this };

    const queue = new DeadLetterQueue(
      name,
      { context, messagingKeyArn, component, ruleArns: args.ruleArns },
      parent,
    );
    // Lambda tries the queue out, with the function's role; the function waited for its policy.
    new aws.lambda.FunctionEventInvokeConfig(
      name,
      {
        functionName: alias.functionName,
        qualifier: alias.name,
        ...retry,
        destinationConfig: { onFailure: { destination: queue.queueArn } },
      },
      parent,
    );

    this.queueArn = queue.queueArn;
    this.queueUrl = queue.queueUrl;
    this.queueName = queue.queueName;
    this.registerOutputs({ queueArn: this.queueArn });
  }
}
