import {
  ApplicationAutoScalingClient,
  RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import {
  CodeDeployClient,
  CreateDeploymentCommand,
  GetDeploymentCommand,
} from "@aws-sdk/client-codedeploy";
import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import {
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect } from "chai";
import type { KindName } from "../../infra/catalog/kinds";
import { parseReleaseContract, type ReleaseContractOf } from "../../infra/release/contract";
import { advanceTo } from "../../sandbox/api/simulation/advance";
import { appliedApi } from "./applied-api";
import { changesBySettling } from "./releases/settled";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("the API of an environment that was applied", () => {
  const api = appliedApi();

  async function contractOf<K extends KindName>(service: string, kind: K) {
    const Name = `/nc/dev/${service}/config/release-contract`;
    const { Parameter } = await new SSMClient(api.delivers(service)).send(
      new GetParameterCommand({ Name }),
    );
    const contract = parseReleaseContract(Parameter?.Value ?? "");
    const isKind = (each: typeof contract): each is ReleaseContractOf<K> => each.kind === kind;
    if (isKind(contract)) return contract;
    throw new Error(`${service} is a ${contract.kind}`);
  }

  /** Registers the revision that the program made, with another image. */
  async function register(ecs: ECSClient, taskDefinition: string, repository: string) {
    const found = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition, include: ["TAGS"] }),
    );
    const { taskDefinitionArn: _, revision: __, status: ___, ...same } = found.taskDefinition ?? {};
    const [own, ...others] = same.containerDefinitions ?? [];
    const registered = await ecs.send(
      new RegisterTaskDefinitionCommand({
        ...same,
        family: same.family,
        containerDefinitions: [{ ...own, image: `${repository}@${DIGEST}` }, ...others],
        tags: found.tags,
      }),
    );
    return registered.taskDefinition?.taskDefinitionArn;
  }
  const pass = (minutes: number) =>
    advanceTo(api.world, new Date(api.world.clock.now().getTime() + minutes * 60_000));

  it("[§7.1] takes the release of a service from its own deploy role", async () => {
    const config = api.delivers("ingest-worker");
    const contract = await contractOf("ingest-worker", "service");
    if (contract.rollout !== "codedeploy") throw new Error("it is not deployed by CodeDeploy");
    const taskDefinition = await register(
      new ECSClient(config),
      contract.taskDefinition,
      contract.repositoryUri,
    );
    const { resourceId: ResourceId, minCapacity, maxCapacity } = contract.scaling;
    await new ApplicationAutoScalingClient(config).send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: "ecs",
        ScalableDimension: "ecs:service:DesiredCount",
        ResourceId,
        MinCapacity: minCapacity,
        MaxCapacity: maxCapacity,
      }),
    );
    const { containerName: ContainerName, containerPort: ContainerPort } = contract;
    const LoadBalancerInfo = { ContainerName, ContainerPort };
    const Properties = { TaskDefinition: taskDefinition, LoadBalancerInfo };
    const TargetService = { Type: "AWS::ECS::Service", Properties };
    const content = JSON.stringify({ version: 0.0, Resources: [{ TargetService }] });
    const codeDeploy = new CodeDeployClient(config);
    const { deploymentId } = await codeDeploy.send(
      new CreateDeploymentCommand({
        ...contract.codeDeploy,
        revision: { revisionType: "AppSpecContent", appSpecContent: { content } },
      }),
    );
    await pass(30);
    const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
    expect(deploymentInfo?.status).to.equal("Succeeded");
  });

  it("[§7.3] takes the release of a worker and of a job", async () => {
    const worker = await contractOf("audit-queue", "worker");
    const ecs = new ECSClient(api.delivers("audit-queue"));
    const taskDefinition = await register(ecs, worker.taskDefinition, worker.repositoryUri);
    const { cluster, serviceName: service } = worker;
    await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition, desiredCount: 2 }));
    const job = await contractOf("audit-digest", "job");
    const scheduler = new SchedulerClient(api.delivers("audit-digest"));
    const { name: Name, groupName: GroupName } = job.schedule;
    const schedule = await scheduler.send(new GetScheduleCommand({ Name, GroupName }));
    await scheduler.send(
      new UpdateScheduleCommand({
        ...schedule,
        Name,
        ScheduleExpression: schedule.ScheduleExpression,
        FlexibleTimeWindow: schedule.FlexibleTimeWindow,
        Target: schedule.Target,
        State: "ENABLED",
      }),
    );
    await pass(5);
  });

  it("leaves nothing that the next refresh and update would change", async () => {
    const [account] = api.world.accounts;
    if (!account) throw new Error("dev was not applied");
    expect(await changesBySettling(api.sandbox, account.cloud)).to.deep.equal([]);
  });
});
