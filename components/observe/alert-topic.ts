import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { separatelyManagedInputs } from "../separately-managed-inputs";

export interface AlertTopicArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `messaging`, whose policy admits both publishers. */
  messagingKeyArn: pulumi.Input<string>;
}

/**
 * The encrypted SNS topic of one environment that every alarm notifies. CloudWatch alarms and
 * EventBridge rules of this account publish to it, over TLS only; people subscribe.
 */
export class AlertTopic extends pulumi.ComponentResource {
  /** ARN of the topic; it is known once the topic lets its publishers in. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlertTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:AlertTopic", name, {}, opts);
    const { context, messagingKeyArn } = args;

    const topic = new aws.sns.Topic(
      name,
      {
        name: context.name("aws:sns/topic:Topic", "alerts"),
        kmsMasterKeyId: messagingKeyArn,
        signatureVersion: 2,
        tags: context.tags("alerts"),
      },
      { parent: this, ignoreChanges: separatelyManagedInputs("aws:sns/topic:Topic") },
    );
    const policy = new aws.sns.TopicPolicy(
      name,
      { arn: topic.arn, policy: topicPolicy(topic.arn, context.settings.accountId) },
      { parent: this },
    );

    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function topicPolicy(Resource: pulumi.Input<string>, accountId: string) {
  const publish = { Action: "sns:Publish", Resource };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Alarms",
        Effect: "Allow",
        ...publish,
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      {
        // No condition: EventBridge sends SNS no condition key, and a statement that
        // has one never allows (EventBridge guide, "Using resource-based policies").
        Sid: "Rules",
        Effect: "Allow",
        ...publish,
        Principal: { Service: "events.amazonaws.com" },
      },
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        ...publish,
        Principal: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
