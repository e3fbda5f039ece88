import {
  CodeDeployClient,
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand,
} from "@aws-sdk/client-codedeploy";
import {
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { expect } from "chai";
import { advanceTo } from "../../../sandbox/api/simulation/advance";
import { setBehaviour } from "../../../sandbox/api/simulation/behaviours";
import { DEPLOYMENTS } from "../../../sandbox/api/simulation/codedeploy/deployment";
import { targetsOf } from "../../../sandbox/cloud/deployments/codedeploy";
import { addService, type ServiceAccount } from "./support/service-account";
import { containersOf, GROUP, ROLE, SERVICE } from "./support/service-inputs";
import { testApi } from "./support/test-api";

describe("a blue/green deployment by CodeDeploy in the simulated account", () => {
  let made: ServiceAccount;
  const api = testApi((cloud) => {
    made = addService(cloud);
  });
  const client = () => new CodeDeployClient(api.as(ROLE));
  const ecs = () => new ECSClient(api.as(ROLE));

  /** Registers a revision with the image of this digit, and begins to deploy it. */
  async function deploy(digit: string): Promise<string> {
    const { taskDefinition } = await ecs().send(
      new RegisterTaskDefinitionCommand({
        family: "nc-shop-dev-task",
        containerDefinitions: containersOf(digit),
      }),
    );
    const { deploymentId = "" } = await client().send(
      new CreateDeploymentCommand({
        applicationName: GROUP,
        deploymentGroupName: GROUP,
        revision: {
          revisionType: "AppSpecContent",
          appSpecContent: { content: appSpec(taskDefinition?.taskDefinitionArn) },
        },
      }),
    );
    return deploymentId;
  }

  const info = async (deploymentId: string) =>
    (await client().send(new GetDeploymentCommand({ deploymentId }))).deploymentInfo;
  const events = async (deploymentId: string) => {
    const target = new GetDeploymentTargetCommand({ deploymentId, targetId: `nc-core:${SERVICE}` });
    const { deploymentTarget } = await client().send(target);
    const found = deploymentTarget?.ecsTarget?.lifecycleEvents ?? [];
    return found.map((each) => `${each.lifecycleEventName} ${each.status}`);
  };
  /** Share of production's traffic that the green target group has. */
  const green = () => {
    const rule = api.cloud
      .list("aws:lb/listenerRule:ListenerRule")
      .find(({ state }) => state.listenerArn === made.production.state.arn);
    return targetsOf(rule?.state ?? {}).find(({ arn }) => arn === made.green.state.arn)?.weight;
  };
  const running = () =>
    api.cloud
      .list("aws:ecs/service:Service")
      .map(({ state }) => `${state.taskDefinition}`.slice(-2));

  it("passes all events, with 10 % for five minutes and old tasks for five more", async () => {
    const id = await deploy("a");
    expect((await info(id))?.status).to.equal("Created");
    await api.pass(2);
    expect(green()).to.equal(10);
    expect(await events(id)).to.deep.equal([
      "BeforeInstall Succeeded",
      "Install Succeeded",
      "AfterInstall Succeeded",
      "AllowTestTraffic Succeeded",
      "AfterAllowTestTraffic Succeeded",
      "BeforeAllowTraffic Succeeded",
      "AllowTraffic InProgress",
      "AfterAllowTraffic Pending",
    ]);
    expect(running()).to.deep.equal([":1"]);
    await api.pass(5);
    expect(green()).to.equal(100);
    expect(running()).to.deep.equal([":2"]);
    expect((await info(id))?.status).to.equal("InProgress");
    await api.pass(5);
    expect((await info(id))?.status).to.equal("Succeeded");
  });

  it("goes back when an alarm of the new tasks goes off, by a deployment of its own", async () => {
    const bad = "b".repeat(64);
    setBehaviour(api.account, `sha256:${bad}`, "5xx");
    const id = await deploy("b");
    await api.pass(6);
    const stopped = await info(id);
    expect(stopped?.status).to.equal("Stopped");
    expect(stopped?.errorInformation?.code).to.equal("ALARM_ACTIVE");
    expect(stopped?.errorInformation?.message).to.contain("<nc-shop-dev-green-errors>");
    const rollback = await info(stopped?.rollbackInfo?.rollbackDeploymentId ?? "");
    expect(rollback).to.deep.include({
      status: "Succeeded",
      creator: "codeDeployRollback",
      deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
      rollbackInfo: { rollbackTriggeringDeploymentId: id },
    });
    expect([green(), running()]).to.deep.equal([0, [":1"]]);
  });

  it("goes back when it is stopped after all traffic has moved", async () => {
    const id = await deploy("c");
    await api.pass(8);
    expect([green(), running()]).to.deep.equal([100, [":2"]]);
    await client().send(new StopDeploymentCommand({ deploymentId: id }));
    expect([green(), running()]).to.deep.equal([0, [":1"]]);
    expect((await info(id))?.errorInformation?.code).to.equal("MANUAL_STOP");
  });

  it("goes on where it was, after the server was killed", async () => {
    const id = await deploy("a");
    await api.pass(2);
    const again = api.reopen();
    await advanceTo(again, new Date(again.clock.now().getTime() + 10 * 60_000));
    const [account] = again.accounts;
    expect(again.clock.now().toISOString()).to.equal("2026-11-02T15:12:00.000Z");
    expect(account && DEPLOYMENTS.get(account.cloud, id)?.status).to.equal("Succeeded");
    expect([green(), running()]).to.deep.equal([100, [":2"]]);
  });

  it("is refused while another goes on", async () => {
    const id = await deploy("a");
    await deploy("b").then(
      () => expect.fail("a second deployment was created"),
      (error) => expect(error.name).to.equal("DeploymentLimitExceededException"),
    );
    const list = new ListDeploymentsCommand({
      applicationName: GROUP,
      deploymentGroupName: GROUP,
      includeOnlyStatuses: ["Created", "InProgress"],
    });
    expect((await client().send(list)).deployments).to.deep.equal([id]);
  });

  it("has both task sets until the old one is gone", async () => {
    await deploy("a");
    const describeService = new DescribeServicesCommand({
      cluster: "nc-core",
      services: [SERVICE],
    });
    const sets = async () =>
      ((await ecs().send(describeService)).services?.[0]?.taskSets ?? []).map(
        (each) => `${each.status} ${each.taskDefinition?.slice(-2)}`,
      );
    await api.pass(2);
    expect(await sets()).to.deep.equal(["PRIMARY :1", "ACTIVE :2"]);
    await api.pass(6);
    expect(await sets()).to.deep.equal(["PRIMARY :2", "ACTIVE :1"]);
    await api.pass(5);
    expect(await sets()).to.deep.equal(["PRIMARY :2"]);
  });
});

function appSpec(taskDefinition: string | undefined): string {
  const LoadBalancerInfo = { ContainerName: "shop", ContainerPort: 8080 };
  const Properties = { TaskDefinition: taskDefinition, LoadBalancerInfo };
  const TargetService = { Type: "AWS::ECS::Service", Properties };
  return JSON.stringify({ version: 0.0, Resources: [{ TargetService }] });
}
