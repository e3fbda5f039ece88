import {
  CodeDeployClient,
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { expect } from "chai";
import type { Invocation } from "../../../sandbox/api/world";
import { addFunction, DELIVERY, FUNCTION, HOOK } from "./support/function-account";
import { ROLE } from "./support/service-inputs";
import { testApi } from "./support/test-api";

/** SHA-256 of the text `code`, in Base64: `printf code | openssl dgst -sha256 -binary | base64`. */
const SHA256_OF_CODE = "VpTQii5T/8rgwxA+Wtb2B2q9lg6x+KVldwQLwQKPcCs=";

describe("a function in the simulated account", () => {
  let report: "Succeeded" | "Failed" | undefined;
  let invoked: Invocation[];
  beforeEach(() => {
    report = "Succeeded";
    invoked = [];
  });
  const api = testApi(addFunction, async (invocation) => {
    invoked.push(invocation);
    const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: id } = Object(
      invocation.payload,
    );
    if (deploymentId !== undefined && report !== undefined) {
      const put = { deploymentId, lifecycleEventHookExecutionId: id, status: report };
      await codeDeploy().send(new PutLifecycleEventHookExecutionStatusCommand(put));
    }
    return { returned: { seen: invocation.payload } };
  });
  const lambda = () => new LambdaClient(api.as(ROLE));
  const codeDeploy = () => new CodeDeployClient(api.as(ROLE));
  const live = async () => {
    const alias = await lambda().send(
      new GetAliasCommand({ FunctionName: FUNCTION, Name: "live" }),
    );
    return [alias.FunctionVersion, alias.RoutingConfig?.AdditionalVersionWeights];
  };

  async function deploy(): Promise<string> {
    const FunctionName = FUNCTION;
    const ZipFile = Buffer.from("code");
    await lambda().send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    const { Version } = await lambda().send(new PublishVersionCommand({ FunctionName }));
    const content = JSON.stringify({
      version: 0.0,
      Resources: [
        {
          shop: {
            Type: "AWS::Lambda::Function",
            Properties: {
              Name: FUNCTION,
              Alias: "live",
              CurrentVersion: "1",
              TargetVersion: Version,
            },
          },
        },
      ],
      Hooks: [{ BeforeAllowTraffic: HOOK }],
    });
    const { deploymentId = "" } = await codeDeploy().send(
      new CreateDeploymentCommand({
        applicationName: DELIVERY,
        deploymentGroupName: DELIVERY,
        revision: { revisionType: "AppSpecContent", appSpecContent: { content } },
      }),
    );
    return deploymentId;
  }
  const info = async (deploymentId: string) =>
    (await codeDeploy().send(new GetDeploymentCommand({ deploymentId }))).deploymentInfo;

  it("has a version for each code, and none for the same code again", async () => {
    const FunctionName = FUNCTION;
    const publish = () => lambda().send(new PublishVersionCommand({ FunctionName }));
    expect((await publish()).Version).to.equal("1");
    const ZipFile = Buffer.from("code");
    const { CodeSha256 } = await lambda().send(
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile }),
    );
    expect(CodeSha256).to.equal(SHA256_OF_CODE);
    expect([(await publish()).Version, (await publish()).Version]).to.deep.equal(["2", "2"]);
    const first = new GetFunctionConfigurationCommand({ FunctionName, Qualifier: "1" });
    expect((await lambda().send(first)).CodeSha256).not.to.equal(SHA256_OF_CODE);
  });

  it("is shifted by its alias: 10 % for ten minutes, once its hook has reported", async () => {
    const id = await deploy();
    await api.pass(1);
    expect(await live()).to.deep.equal(["1", { 2: 0.1 }]);
    await api.pass(10);
    expect(await live()).to.deep.equal(["2", undefined]);
    expect((await info(id))?.status).to.equal("Succeeded");
    expect(invoked.map(({ functionName }) => functionName)).to.deep.equal([HOOK]);
    const target = new GetDeploymentTargetCommand({
      deploymentId: id,
      targetId: `${FUNCTION}:live`,
    });
    const { deploymentTarget } = await codeDeploy().send(target);
    const events = deploymentTarget?.lambdaTarget?.lifecycleEvents ?? [];
    expect(events.map((each) => each.lifecycleEventName)).to.deep.equal([
      "BeforeAllowTraffic",
      "AllowTraffic",
      "AfterAllowTraffic",
    ]);
  });

  it("is not shifted where its hook reports that it failed", async () => {
    report = "Failed";
    const id = await deploy();
    await api.pass(1);
    expect(await live()).to.deep.equal(["1", undefined]);
    expect(await info(id)).to.deep.include({ status: "Failed" });
    expect((await info(id))?.errorInformation?.code).to.equal("HOOK_EXECUTION_FAILURE");
  });

  it("waits one hour for a hook that says nothing, and then fails", async () => {
    report = undefined;
    const id = await deploy();
    await api.pass(60);
    expect((await info(id))?.status).to.equal("InProgress");
    await api.pass(1);
    expect((await info(id))?.status).to.equal("Failed");
  });

  it("is invoked with a payload, and answers with what it returned", async () => {
    const Payload = Buffer.from('{"a":1}');
    const invoke = new InvokeCommand({ FunctionName: FUNCTION, Qualifier: "live", Payload });
    const answer = await lambda().send(invoke);
    expect(answer.StatusCode).to.equal(200);
    expect(answer.ExecutedVersion).to.equal("1");
    expect(JSON.parse(answer.Payload?.transformToString() ?? "")).to.deep.equal({ seen: { a: 1 } });
  });
});
