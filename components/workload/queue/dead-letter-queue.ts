import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { separatelyManagedInputs } from "../../separately-managed-inputs";
import { queuePolicy } from "./queue-policy";

/** The longest that SQS keeps a message, in seconds: 14 days. */
const RETENTION = 1_209_600;

export interface DeadLetterQueueArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Last part of the queue's name, such as `failed-events`. */
  component: string;
  /** ARN of the environment's KMS key `messaging`. */
  messagingKeyArn: pulumi.Input<string>;
  /** ARNs of EventBridge rules that send to it what they could not deliver. @default - none */
  ruleArns?: readonly pulumi.Input<string>[] | undefined;
}

/**
 * A queue for what a service of AWS could not deliver, with the role of its caller: encrypted, and
 * over TLS only. The health of its workload has the alarm on it.
 */
export class DeadLetterQueue extends pulumi.ComponentResource {
  readonly queueArn: pulumi.Output<string>;
  readonly queueUrl: pulumi.Output<string>;
  readonly queueName: pulumi.Output<string>;

  constructor(name: string, args: DeadLetterQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:DeadLetterQueue", name, {}, opts);
    const { context, component, messagingKeyArn, ruleArns = [] } = args;
    const { protect } = context;
    const child = { parent: this };

    const queue = new aws.sqs.Queue(
      name,
      {
        name: context.name("aws:sqs/queue:Queue", component),
        kmsMasterKeyId: messagingKeyArn,
        messageRetentionSeconds: RETENTION,
        tags: context.tags(component),
      },
      { ...child, protect, ignoreChanges: separatelyManagedInputs("aws:sqs/queue:Queue") },
    );
    new aws.sqs.QueuePolicy(
      name,
      { queueUrl: queue.url, policy: queuePolicy(context, queue.arn, { ruleArns }) },
      child,
    );
    // It ends here: no queue may send on to it.
    new aws.sqs.RedriveAllowPolicy(
      name,
      {
        queueUrl: queue.url,
        redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }),
      },
      child,
    );

    this.queueArn = queue.arn;
    this.queueUrl = queue.url;
    this.queueName = queue.name;
    const { queueArn, queueUrl, queueName } = this;
    this.registerOutputs({ queueArn, queueUrl, queueName });
  }
}
