import { describeValidation } from "../validation";

const ROLE = "arn:aws:iam::333333333333:role/nc-platform-prod-chat-channels";

describeValidation("chat channels", [
  [
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    {
      configurationName: "nc-platform-prod-chat-1",
      iamRoleArn: ROLE,
      slackTeamId: "T07EA123LEP",
      slackChannelId: "C07EZ1ABC23",
    },
    [
      [{ iamRoleArn: undefined }, "iamRoleArn is missing: expected a value"],
      [{ slackChannelId: "#alarms" }, 'slackChannelId is "#alarms": expected the id of a channel'],
      [
        { loggingLevel: "DEBUG" },
        'loggingLevel is "DEBUG": expected one of "ERROR", "INFO", "NONE"',
      ],
    ],
  ],
  [
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
    {
      configurationName: "nc-platform-prod-chat-2",
      iamRoleArn: ROLE,
      tenantId: "11111111-2222-4333-8444-555555555555",
      teamId: "66666666-7777-4888-8999-000000000000",
      channelId: "19%3a1a2b%40thread.tacv2",
    },
    [
      [{ teamId: undefined }, "teamId is missing: expected a value"],
      [
        { channelId: "General" },
        'channelId is "General": expected the id of a channel as its link has it',
      ],
    ],
  ],
]);
