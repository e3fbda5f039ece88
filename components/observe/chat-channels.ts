import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ALERT_ROUTES, type AlertRoute } from "../../infra/alerts";
import { CHAT_REGION } from "../../infra/aws-accounts";
import type { Context } from "../../infra/context";
import type { ChatPlace } from "../../infra/settings/alert-routes";
import { serviceRole } from "../identity/service-role";
import { allow, policyText } from "../identity/statement";

/** Most that anybody can do from a channel, whatever role is used there: without it, AWS takes AdministratorAccess. */
const GUARDRAIL = "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess";

export interface ChatChannelsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: Readonly<Record<AlertRoute, pulumi.Input<string>>>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The chat channels that the settings name in `alertRoutes`, each with the topics of its routes: Amazon Q Developer in chat
 * applications subscribes itself. Its API is in no region of the pipeline, so an administrator applies a change of them, after the
 * workspace or tenant was authorized in the console once.
 */
export function chatChannels(
  name: string,
  { context, alertTopicArns, permissionsBoundaryArn }: ChatChannelsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const channels = channelsIn(context);
  if (channels.size === 0) return;
  const role = serviceRole(
    name,
    {
      context,
      component: "chat-channels",
      description: "Shows metrics beside notifications in chat channels.",
      service: "chatbot.amazonaws.com",
      condition: { StringEquals: { "aws:SourceAccount": context.settings.accountId } },
      // "IAM policies for Amazon Q Developer in chat applications" of its guide: of notifications alone.
      policy: policyText([
        allow(
          "Metrics",
          "cloudwatch",
          ["DescribeAlarms", "GetMetricData", "GetMetricWidgetImage"],
          "*",
        ),
      ]),
      permissionsBoundaryArn,
    },
    opts,
  );
  for (const [key, { place, routes }] of channels) {
    const component = `chat-${key}`;
    const shared = {
      iamRoleArn: role.arn,
      guardrailPolicyArns: [GUARDRAIL],
      snsTopicArns: routes.map((route) => alertTopicArns[route]),
      loggingLevel: "ERROR",
      region: CHAT_REGION,
      tags: context.tags(component),
    };
    const after = { ...opts, dependsOn: role.policy };
    if ("slack" in place) {
      new aws.chatbot.SlackChannelConfiguration(
        `${name}-${key}`,
        {
          configurationName: context.name(
            "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
            component,
          ),
          slackTeamId: place.slack.workspace,
          slackChannelId: place.slack.channel,
          ...shared,
        },
        after,
      );
    } else {
      new aws.chatbot.TeamsChannelConfiguration(
        `${name}-${key}`,
        {
          configurationName: context.name(
            "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
            component,
          ),
          tenantId: place.teams.tenant,
          teamId: place.teams.team,
          channelId: place.teams.channel,
          ...shared,
        },
        after,
      );
    }
  }
}

/** Each channel once, with its routes: AWS takes one configuration of a channel. By eight hex digits of its ids. */
function channelsIn({ settings: { alertRoutes } }: Context) {
  const found = new Map<string, { place: ChatPlace; routes: AlertRoute[] }>();
  for (const route of ALERT_ROUTES) {
    for (const place of alertRoutes[route]) {
      if (!("slack" in place || "teams" in place)) continue;
      const key = createHash("sha256").update(JSON.stringify(place)).digest("hex").slice(0, 8);
      const channel = found.get(key) ?? { place, routes: [] };
      channel.routes.push(route);
      found.set(key, channel);
    }
  }
  return found;
}
