import type { ResourceTypes } from "../resource-type";
import { matches, oneOf, required } from "../validators";

/** Chat channels. Source of each limit: AWS Chatbot API, Create...ChannelConfiguration. */
export const CHATBOT: ResourceTypes = {
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": {
    outputs: ({ account, text }) => {
      const arn = `arn:aws:chatbot::${account}:chat-configuration/slack-channel/${text("configurationName")}`;
      return {
        id: arn,
        chatConfigurationArn: arn,
        slackTeamName: "team",
        slackChannelName: "channel",
      };
    },
    validate: [
      required("configurationName", "iamRoleArn", "slackChannelId", "slackTeamId"),
      matches("slackTeamId", 255, /^[0-9A-Z]+$/, "the id of a workspace"),
      matches("slackChannelId", 255, /^[A-Za-z0-9]+$/, "the id of a channel"),
      oneOf("loggingLevel", "ERROR", "INFO", "NONE"),
    ],
    immutable: ["configurationName", "slackTeamId"],
  },
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": {
    outputs: ({ account, text }) => {
      const name = text("configurationName");
      const arn = `arn:aws:chatbot::${account}:chat-configuration/microsoft-teams-channel/${name}`;
      return { id: text("teamId"), chatConfigurationArn: arn };
    },
    validate: [
      required("channelId", "configurationName", "iamRoleArn", "teamId", "tenantId"),
      matches(
        "channelId",
        255,
        /^[\w=+/.,-]*%3[aA][\w=+/.,-]*%40[\w=+/.,-]*$/,
        "the id of a channel as its link has it",
      ),
      oneOf("loggingLevel", "ERROR", "INFO", "NONE"),
    ],
    immutable: ["configurationName", "teamId", "tenantId"],
  },
};
