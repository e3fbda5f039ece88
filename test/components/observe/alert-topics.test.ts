import { expect } from "chai";
import { AlertTopics } from "../../../components/observe/alert-topics";
import { keyPolicy } from "../../../components/security/key-policy";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { only, record } from "../../support/record";
import { isAllowed } from "../../support/simulate";

const context = contextIn("prod");
const ACCOUNT = "333333333333";
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/nc-platform-prod-boundary`;
const KEY = `arn:aws:kms:ca-central-1:${ACCOUNT}:key/messaging`;
/** Where the mocks make it. */
const TOPIC = "arn:aws:sns:ca-central-1:111111111111:nc-platform-prod-alerts-page";
const OWN_TOPIC = TOPIC.replace("111111111111", ACCOUNT);
const ALARM = `arn:aws:cloudwatch:ca-central-1:${ACCOUNT}:alarm:nc-x-prod-errors`;

const made = () =>
  record(
    () =>
      new AlertTopics("alerts", {
        context,
        messagingKeyArn: KEY,
        permissionsBoundaryArn: BOUNDARY,
      }),
  ).then((all) => ({
    topic: only(all, "aws:sns/topic:Topic", "alerts-page").inputs,
    policy: only(all, "aws:sns/topicPolicy:TopicPolicy", "alerts-page").inputs,
  }));

/** Whether the topic's policy lets `service` publish. */
async function publishes(service: string, context: Record<string, string>) {
  const { policy } = await made();
  return isAllowed({
    principal: service,
    action: "sns:Publish",
    resource: TOPIC,
    account: "111111111111",
    context: { "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "true", ...context },
    resourcePolicy: JSON.parse(policy.policy).Statement,
  });
}

/** The statements of the key's policy. */
const keyStatements = () =>
  JSON.parse(keyPolicy("messaging", context, { logGroups: [] })).Statement as {
    Principal: { Service?: string };
    Condition?: { ArnLike?: Record<string, string> };
  }[];

describe("AlertTopics", () => {
  it("[§13] is encrypted with the environment's own key, and named and tagged", async () => {
    const { topic, policy } = await made();

    expect(topic).to.deep.equal({
      name: "nc-platform-prod-alerts-page",
      kmsMasterKeyId: KEY,
      signatureVersion: 2,
      tags: context.tags("alerts-page"),
    });
    expect(policy.arn).to.equal(TOPIC);
  });

  it("[§13] lets alarms of its own account publish, and no other's", async () => {
    const alarms = "cloudwatch.amazonaws.com";

    expect(await publishes(alarms, { "aws:SourceAccount": ACCOUNT })).to.equal(true);
    expect(await publishes(alarms, { "aws:SourceAccount": "999999999999" })).to.equal(false);
    expect(await publishes(alarms, {})).to.equal(false);
  });

  it("[§13] lets rules publish, of which EventBridge says nothing", async () => {
    expect(await publishes("events.amazonaws.com", {})).to.equal(true);
  });

  it("lets no other service publish, and nobody without TLS", async () => {
    const plain = { "aws:SourceAccount": ACCOUNT, "aws:SecureTransport": "false" };

    expect(await publishes("s3.amazonaws.com", { "aws:SourceAccount": ACCOUNT })).to.equal(false);
    expect(await publishes("cloudwatch.amazonaws.com", plain)).to.equal(false);
    expect(await publishes("events.amazonaws.com", plain)).to.equal(false);
  });

  it("[§13] has alarms that its key admits too", async () => {
    const call = {
      principal: "cloudwatch.amazonaws.com",
      action: "kms:GenerateDataKey",
      resource: KEY,
      account: ACCOUNT,
      resourcePolicy: keyStatements(),
    };
    const context = { "aws:SourceAccount": ACCOUNT, "aws:SourceArn": ALARM };

    expect(await isAllowed({ ...call, context })).to.equal(true);
    expect(
      await isAllowed({ ...call, context: { ...context, "aws:SourceAccount": "9" } }),
    ).to.equal(false);
  });

  // The simulator knows no encryption context of SNS.
  it("[§13] has a name for which its key admits rules", () => {
    const key = "kms:EncryptionContext:aws:sns:topicArn";
    const admitted = keyStatements()
      .filter(({ Principal }) => Principal.Service === "events.amazonaws.com")
      .flatMap(({ Condition }) => Condition?.ArnLike?.[key] ?? [])
      .map((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`));

    expect(admitted.map((pattern) => pattern.test(OWN_TOPIC))).to.deep.equal([true]);
  });

  it("[§13] has a topic for each severity and one for Security, to which the settings subscribe", async () => {
    const alertRoutes = {
      page: [{ https: "https://events.example.com/integration/1/enqueue" }],
      ticket: [{ email: "tickets@example.com" }],
      information: [{ email: "log@example.com" }],
      security: [{ email: "security@example.com" }],
    };
    const routed = contextOf(settingsOf("prod", { alertRoutes }), PLATFORM);
    const args = { context: routed, messagingKeyArn: KEY, permissionsBoundaryArn: BOUNDARY };
    const all = await record(() => new AlertTopics("alerts", args));
    const base = TOPIC.replace(/-page$/, "");
    expect(
      all
        .filter(({ type }) => type === "aws:sns/topicSubscription:TopicSubscription")
        .map(({ inputs }) => inputs),
    ).to.have.deep.members([
      {
        topic: `${base}-page`,
        protocol: "https",
        endpoint: "https://events.example.com/integration/1/enqueue",
        endpointAutoConfirms: true,
      },
      { topic: `${base}-ticket`, protocol: "email", endpoint: "tickets@example.com" },
      { topic: `${base}-information`, protocol: "email", endpoint: "log@example.com" },
      { topic: `${base}-security`, protocol: "email", endpoint: "security@example.com" },
    ]);
  });
});
