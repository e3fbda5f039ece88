import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import { separatelyManagedInputs } from "../../separately-managed-inputs";
import { queuePolicy } from "./queue-policy";

/** How long a consumer waits for a message, in seconds: SQS's longest, for the fewest empty calls. */
const LONG_POLL = 20;

/** What a catalog entry says of its queue. */
export type QueueSpec = Omit<WorkloadOf<"worker">["queue"], "longestJob">;

export interface WorkQueueArgs {
  /** The context of the workload that consumes it. */
  context: Context;
  /** Visibility time-out and retentions of the queue, in seconds, and how often a message is tried. */
  queue: QueueSpec;
  /** ARN of the environment's KMS key `messaging`. */
  messagingKeyArn: pulumi.Input<string>;
  /** ARNs of the roles of workloads whose links send to it. @default - none */
  senders?: readonly string[];
  /** Whether its queues are protected where the environment is. @default true */
  protect?: boolean;
}

/**
 * The queue that a workload consumes, and the dead-letter queue for what it could not work on
 * (CI/CL-002 §7.3): encrypted, and over TLS only. The health of its workload has the alarms on both.
 */
export class WorkQueue extends pulumi.ComponentResource {
  /** ARN of the queue; it is known once a message that fails has somewhere to go. */
  readonly queueArn: pulumi.Output<string>;
  /** URL of the queue; it is known once a message that fails has somewhere to go. */
  readonly queueUrl: pulumi.Output<string>;
  readonly queueName: pulumi.Output<string>;
  readonly deadLetterArn: pulumi.Output<string>;
  readonly deadLetterUrl: pulumi.Output<string>;
  readonly deadLetterName: pulumi.Output<string>;

  constructor(name: string, args: WorkQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:WorkQueue", name, {}, opts);
    const { context, queue: spec, messagingKeyArn, senders = [] } = args;
    const protect = context.protect && (args.protect ?? true);
    const names = workloadNames(context);
    const child = { parent: this };

    const queue = new aws.sqs.Queue(
      name,
      {
        name: names.queue,
        kmsMasterKeyId: messagingKeyArn,
        visibilityTimeoutSeconds: spec.visibility,
        messageRetentionSeconds: spec.retention,
        receiveWaitTimeSeconds: LONG_POLL,
        tags: context.tags("queue"),
      },
      { ...child, protect, ignoreChanges: separatelyManagedInputs("aws:sqs/queue:Queue") },
    );
    const deadLetters = new aws.sqs.Queue(
      `${name}-dead-letters`,
      {
        name: names.deadLetterQueue,
        kmsMasterKeyId: messagingKeyArn,
        messageRetentionSeconds: spec.deadLetterRetention,
        receiveWaitTimeSeconds: LONG_POLL,
        tags: context.tags("dead-letters"),
      },
      { ...child, protect, ignoreChanges: separatelyManagedInputs("aws:sqs/queue:Queue") },
    );
    // What is retired works off what waits, and takes no more.
    const policies = {
      [name]: [queue.url, queuePolicy(context, queue.arn, { senders, closed: context.retired })],
      [`${name}-dead-letters`]: [
        deadLetters.url,
        queuePolicy(context, deadLetters.arn, { senders: [] }),
      ],
    } as const;
    for (const [key, [queueUrl, policy]] of Object.entries(policies)) {
      new aws.sqs.QueuePolicy(key, { queueUrl, policy }, child);
    }
    const allowed = new aws.sqs.RedriveAllowPolicy(
      `${name}-dead-letters`,
      {
        queueUrl: deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [queue.arn],
        }),
      },
      child,
    );
    const redrive = new aws.sqs.RedrivePolicy(
      name,
      {
        queueUrl: queue.url,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: spec.maxReceiveCount,
        }),
      },
      { ...child, dependsOn: allowed },
    );

    // Through the policy, so that no consumer starts before the queue has its dead-letter queue.
    const consumable = (output: pulumi.Output<string>) =>
      pulumi.all([output, redrive.id]).apply(([value]) => value);
    this.queueArn = consumable(queue.arn);
    this.queueUrl = consumable(queue.url);
    this.queueName = queue.name;
    this.deadLetterArn = deadLetters.arn;
    this.deadLetterUrl = deadLetters.url;
    this.deadLetterName = deadLetters.name;
    const { queueArn, queueUrl, deadLetterArn, deadLetterUrl } = this;
    this.registerOutputs({ queueArn, queueUrl, deadLetterArn, deadLetterUrl });
  }
}
