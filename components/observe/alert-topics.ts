import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ALERT_ROUTES, type AlertRoute } from "../../infra/alerts";
import type { Context } from "../../infra/context";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { chatChannels } from "./chat-channels";

export interface AlertTopicsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `messaging`, whose policy admits both publishers. */
  messagingKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/** ARN of the topic of each route; known once the topic lets its publishers in. */
export type AlertTopicArns = Readonly<Record<AlertRoute, pulumi.Input<string>>>;

/**
 * The encrypted SNS topics of one environment that alarms notify: one for each severity, and Security's
 * own. CloudWatch alarms and EventBridge rules of this account publish to them, over TLS only; whoever
 * the settings name in `alertRoutes` subscribes; chat channels are made by `chatChannels`.
 */
export class AlertTopics extends pulumi.ComponentResource {
  /** ARNs of the topics, by route. */
  readonly arns: Readonly<Record<AlertRoute, pulumi.Output<string>>>;

  constructor(name: string, args: AlertTopicsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:AlertTopics", name, {}, opts);
    const topics = ALERT_ROUTES.map((route) => [route, this.topic(name, route, args)] as const);
    this.arns = Object.fromEntries(topics) as Record<AlertRoute, pulumi.Output<string>>;
    const { context, permissionsBoundaryArn } = args;
    const chat = { context, alertTopicArns: this.arns, permissionsBoundaryArn };
    chatChannels(`${name}-chat`, chat, { parent: this });
    this.registerOutputs({ arns: this.arns });
  }

  private topic(name: string, route: AlertRoute, args: AlertTopicsArgs): pulumi.Output<string> {
    const { context, messagingKeyArn } = args;
    const { accountId, alertRoutes } = context.settings;
    const component = `alerts-${route}`;
    const child = { parent: this };
    const topic = new aws.sns.Topic(
      `${name}-${route}`,
      {
        name: context.name("aws:sns/topic:Topic", component),
        kmsMasterKeyId: messagingKeyArn,
        signatureVersion: 2,
        tags: context.tags(component),
      },
      { ...child, ignoreChanges: separatelyManagedInputs("aws:sns/topic:Topic") },
    );
    const policy = new aws.sns.TopicPolicy(
      `${name}-${route}`,
      { arn: topic.arn, policy: topicPolicy(topic.arn, accountId) },
      child,
    );
    for (const place of alertRoutes[route]) {
      // A chat subscribes itself, once `chatChannels` has named the topic to it.
      if ("slack" in place || "teams" in place) continue;
      const subscription =
        "email" in place
          ? { protocol: "email", endpoint: place.email }
          : { protocol: "https", endpoint: place.https, endpointAutoConfirms: true };
      new aws.sns.TopicSubscription(
        `${name}-${route}-${keyOf(subscription.endpoint)}`,
        { topic: policy.arn, ...subscription },
        child,
      );
    }
    return policy.arn;
  }
}

/** Eight hex digits of a place, so that its resource keeps its name when the list is ordered anew. */
function keyOf(endpoint: string): string {
  return createHash("sha256").update(endpoint).digest("hex").slice(0, 8);
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
