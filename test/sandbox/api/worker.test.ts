import {
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect } from "chai";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { type Behaviour, setBehaviour } from "../../../sandbox/api/simulation/behaviours";
import { imageOf } from "./support/service-inputs";
import { testApi } from "./support/test-api";
import { addWorker, INTAKE, QUEUE_URL, WORKER } from "./support/worker-account";

const OF_SERVICE = { cluster: "nc-core", service: WORKER };

describe("a worker in the simulated account", () => {
  const api = testApi(addWorker);
  const ecs = () => new ECSClient(api.as(ADMINISTRATOR));
  const setIntake = (Value: string) =>
    new SSMClient(api.as(ADMINISTRATOR)).send(
      new PutParameterCommand({ Name: INTAKE, Value, Type: "SecureString", Overwrite: true }),
    );
  const inFlight = async () => {
    const AttributeNames = ["ApproximateNumberOfMessagesNotVisible" as const];
    const get = new GetQueueAttributesCommand({ QueueUrl: QUEUE_URL, AttributeNames });
    const { Attributes } = await new SQSClient(api.as(ADMINISTRATOR)).send(get);
    return Attributes?.ApproximateNumberOfMessagesNotVisible;
  };
  const behave = (digit: string, behaviour: Behaviour) =>
    setBehaviour(api.account, `sha256:${digit.repeat(64)}`, behaviour);

  /** Runs a revision with the image of this digit from now on. */
  async function update(digit: string): Promise<void> {
    const describe = new DescribeTaskDefinitionCommand({ taskDefinition: "nc-shop-dev-task" });
    const { taskDefinition } = await ecs().send(describe);
    const containerDefinitions = taskDefinition?.containerDefinitions?.map((each) => ({
      ...each,
      image: imageOf(digit),
    }));
    const register = { family: "nc-shop-dev-task", containerDefinitions };
    const registered = await ecs().send(new RegisterTaskDefinitionCommand(register));
    const arn = registered.taskDefinition?.taskDefinitionArn;
    await ecs().send(new UpdateServiceCommand({ ...OF_SERVICE, taskDefinition: arn }));
  }
  const deployment = async () => {
    const { serviceDeployments } = await ecs().send(new ListServiceDeploymentsCommand(OF_SERVICE));
    const arn = serviceDeployments?.[0]?.serviceDeploymentArn ?? "";
    const describe = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] });
    return (await ecs().send(describe)).serviceDeployments?.[0];
  };
  const runs = async () => {
    const describe = new DescribeServicesCommand({ cluster: "nc-core", services: [WORKER] });
    return (await ecs().send(describe)).services?.[0]?.taskDefinition?.slice(-2);
  };

  it("has no message in flight a minute after its switch was closed", async () => {
    expect(await inFlight()).to.equal("4");
    await setIntake("drained");
    expect(await inFlight()).to.equal("4");
    await api.pass(1);
    expect(await inFlight()).to.equal("0");
    await setIntake("open");
    expect(await inFlight()).to.equal("4");
  });

  it("never finishes where it is slow", async () => {
    behave("0", "slow");
    await setIntake("drained");
    await api.pass(30);
    expect(await inFlight()).to.equal("4");
  });

  it("has another key where a write of its switch names none, as SSM does", async () => {
    await setIntake("drained");
    expect(api.cloud.list("aws:ssm/parameter:Parameter")[0]?.state.keyId).to.equal("alias/aws/ssm");
    const get = new GetParameterCommand({ Name: INTAKE });
    const { Parameter } = await new SSMClient(api.as(ADMINISTRATOR)).send(get);
    expect(Parameter?.Version).to.equal(2);
    expect(Parameter?.Value).not.to.equal("drained");
  });

  it("runs a new revision two minutes after it was updated", async () => {
    await update("a");
    expect((await deployment())?.status).to.equal("IN_PROGRESS");
    await api.pass(2);
    expect((await deployment())?.status).to.equal("SUCCESSFUL");
    expect(await runs()).to.equal(":2");
    const tasks = new ListTasksCommand({ cluster: "nc-core", serviceName: WORKER });
    expect((await ecs().send(tasks)).taskArns).to.have.length(2);
  });

  it("goes back after three tasks of a revision that crashes", async () => {
    behave("b", "crashing");
    await update("b");
    await api.pass(1);
    expect((await deployment())?.deploymentCircuitBreaker?.failureCount).to.equal(2);
    await api.pass(1);
    expect((await deployment())?.status).to.equal("ROLLBACK_IN_PROGRESS");
    await api.pass(1);
    expect((await deployment())?.status).to.equal("ROLLBACK_SUCCESSFUL");
    expect(await runs()).to.equal(":1");
  });
});
