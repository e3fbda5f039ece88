import { expect } from "chai";
import { GateDeployment } from "../../../components/platform-function/gate-deployment";
import { contextOf, PLATFORM } from "../../../infra/context";
import { settingsOf } from "../../support/contexts";
import { testResources } from "../../support/environment-resources";
import { only, type RecordedResource, record } from "../../support/record";

const FUNCTION = "nc-platform-prod-gate-deployment";
const SECRET = "aws:secretsmanager/secret:Secret";

const RULE = { deploymentRule: { appId: 1 } };

describe("GateDeployment", () => {
  const context = contextOf(settingsOf("prod", RULE), PLATFORM);
  const { texts, environmentResources } = testResources(context);
  const made = (of = context) =>
    record(
      () =>
        new GateDeployment("gate-deployment", {
          context: of,
          environmentResources: environmentResources(),
          workloads: "[]",
          handledEventsName: "handled-events",
        }),
    );
  let all: RecordedResource[];
  before(async () => {
    all = await made();
  });

  it("has secrets of its own for its App and its webhook, which are not those of another App", async () => {
    for (const [component, description] of [
      ["gate-app", "Credentials of the GitHub App of the deployment rule"],
      ["gate-webhook", "Secret with which GitHub signs the App's events"],
    ] as const) {
      expect(only(all, SECRET, `gate-deployment-${component}`).inputs).to.deep.equal({
        name: `/nc/prod/platform/secret/${component}`,
        description,
        kmsKeyId: texts.keyArns.config,
        recoveryWindowInDays: 30,
        tags: context.tags(`secret-${component}`),
      });
    }
    const open = contextOf(settingsOf("dev", { ...RULE, protect: false }), PLATFORM);
    const dev = await made(open);
    for (const { inputs } of dev.filter(({ type }) => type === SECRET)) {
      expect(inputs.recoveryWindowInDays, inputs.name).to.equal(0);
    }
  });

  it("runs the call and the decision side by side, and is told its secrets by name alone", () => {
    const { inputs } = only(all, "aws:lambda/function:Function");
    expect(inputs).to.deep.include({
      name: FUNCTION,
      architectures: ["arm64"],
      timeout: 120,
      reservedConcurrentExecutions: 4,
    });
    const secret = (key: string) =>
      new RegExp(
        `^arn:aws:secretsmanager:ca-central-1:111111111111:secret:/nc/prod/platform/secret/${key}-\\w{6}$`,
      );
    const { GITHUB_APP, WEBHOOK_SECRET, ...others } = inputs.environment.variables;
    expect(GITHUB_APP).to.match(secret("gate-app"));
    expect(WEBHOOK_SECRET).to.match(secret("gate-webhook"));
    expect(others).to.deep.equal({ ENVIRONMENT: "prod", HANDLED_EVENTS: "handled-events" });
  });

  it("may call its own alias, read what the gates read, and write its own handled events alone", () => {
    const { inputs } = only(all, "aws:iam/rolePolicy:RolePolicy");
    const { Statement } = JSON.parse(inputs.policy);
    const at = (service: string, resource: string) =>
      `arn:aws:${service}:ca-central-1:333333333333:${resource}`;
    const granted = (sid: string) => {
      const of = Statement.find(({ Sid }: { Sid: string }) => Sid === sid);
      return [of?.Action, of?.Resource];
    };
    expect(granted("Itself")).to.deep.equal([
      ["lambda:InvokeFunction"],
      at("lambda", `function:${FUNCTION}:live`),
    ]);
    expect(granted("Contracts")).to.deep.equal([
      ["ssm:GetParameter"],
      at("ssm", "parameter/nc/prod/*/config/release-contract"),
    ]);
    expect(granted("Calendars")).to.deep.equal([
      ["ssm:GetCalendarState"],
      at("ssm", "document/nc-platform-prod-*"),
    ]);
    expect(granted("GitHubApp")).to.deep.equal([
      ["secretsmanager:GetSecretValue"],
      ["gate-app", "gate-webhook"].map((key) =>
        at("secretsmanager", `secret:/nc/prod/platform/secret/${key}-??????`),
      ),
    ]);
    const handled = Statement.find(({ Sid }: { Sid: string }) => Sid === "HandledEvents");
    expect(handled.Condition["ForAllValues:StringLike"]).to.deep.equal({
      "dynamodb:LeadingKeys": [`${FUNCTION}#*`],
    });
  });

  it("is called by the webhook alone, and by no rule of EventBridge", () => {
    const permission = only(all, "aws:lambda/permission:Permission").inputs;
    expect(permission.principal).to.equal("apigateway.amazonaws.com");
    expect(all.filter(({ type }) => type.startsWith("aws:cloudwatch/event"))).to.deep.equal([]);
  });
});
