import { expect } from "chai";
import { type ChatChannelsArgs, chatChannels } from "../../../components/observe/chat-channels";
import { contextOf, PLATFORM } from "../../../infra/context";
import { settingsOf } from "../../support/contexts";
import { record } from "../../support/record";

const topic = (route: string) =>
  `arn:aws:sns:ca-central-1:333333333333:nc-platform-prod-alerts-${route}`;
const TOPICS = {
  page: topic("page"),
  ticket: topic("ticket"),
  information: topic("information"),
  security: topic("security"),
};
const ON_CALL = { slack: { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" } };
const SECURITY = {
  teams: {
    tenant: "11111111-2222-4333-8444-555555555555",
    team: "66666666-7777-4888-8999-000000000000",
    channel: "19%3a1a2b%40thread.tacv2",
  },
};
const MAIL = { email: "log@example.com" };

const channels = (alertRoutes: object) => {
  const context = contextOf(settingsOf("prod", { alertRoutes }), PLATFORM);
  const args: ChatChannelsArgs = {
    context,
    alertTopicArns: TOPICS,
    permissionsBoundaryArn: "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary",
  };
  return record(() => chatChannels("chat", args, {}));
};

describe("the chat channels that are told of alarms", () => {
  const routes = {
    page: [ON_CALL, MAIL],
    ticket: [ON_CALL],
    information: [MAIL],
    security: [SECURITY],
  };

  it("[§13] are each made once, with the topics of their routes and a guardrail", async () => {
    const made = await channels(routes);
    const [slack, ...others] = made.filter(({ type }) => type.includes("/slackChannel"));
    expect(others).to.deep.equal([]);
    const { tags, configurationName, iamRoleArn, ...inputs } = slack?.inputs ?? {};
    expect(inputs).to.deep.equal({
      slackTeamId: "T07EA123LEP",
      slackChannelId: "C07EZ1ABC23",
      guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
      snsTopicArns: [TOPICS.page, TOPICS.ticket],
      loggingLevel: "ERROR",
      region: "us-east-2",
    });
    expect(configurationName).to.match(/^nc-platform-prod-chat-[0-9a-f]{8}$/);
    expect(iamRoleArn).to.match(/:role\/nc-platform-prod-chat-channels$/);
    expect(tags).to.include({ Service: "platform", Env: "prod" });

    const [teams] = made.filter(({ type }) => type.includes("/teamsChannel"));
    expect(teams?.inputs).to.deep.include({
      tenantId: "11111111-2222-4333-8444-555555555555",
      teamId: "66666666-7777-4888-8999-000000000000",
      channelId: "19%3a1a2b%40thread.tacv2",
      guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
      snsTopicArns: [TOPICS.security],
    });
  });

  it("[§13] have one role, which the chat's service of this account alone takes, and which reads metrics", async () => {
    const made = await channels(routes);
    const [role, ...others] = made.filter(({ type }) => type === "aws:iam/role:Role");
    expect(others).to.deep.equal([]);
    expect(JSON.parse(role?.inputs.assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "chatbot.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
      },
    ]);
    const [policy] = made.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    const [statement] = JSON.parse(policy?.inputs.policy).Statement;
    expect(statement.Action).to.deep.equal([
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetMetricData",
      "cloudwatch:GetMetricWidgetImage",
    ]);
  });

  it("are none where the settings name none", async () => {
    const made = await channels({ ...routes, page: [MAIL], ticket: [MAIL], security: [MAIL] });
    expect(made).to.deep.equal([]);
  });
});
