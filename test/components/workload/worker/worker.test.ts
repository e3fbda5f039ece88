import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Worker } from "../../../../components/workload/worker/worker";
import { recordOptions } from "../../../support/options";
import { only, type RecordedResource, record } from "../../../support/record";
import { argsIn, makeIn, placeOf } from "./audit-queue";

const SERVICE = "aws:ecs/service:Service";
const PARAMETER = "aws:ssm/parameter:Parameter";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const own = "nc-audit-queue-prod";
const { context, texts } = placeOf("prod");

/** What the worker hands on. */
async function published() {
  let contract: pulumi.Unwrap<Worker["releaseContract"]> | undefined;
  await record(() => {
    new Worker("audit-queue", argsIn("prod")).releaseContract.apply((value) => {
      contract = value;
    });
  });
  return { contract };
}

const containersOf = (made: readonly RecordedResource[]) =>
  JSON.parse(only(made, TASK).inputs.containerDefinitions);

describe("Worker", () => {
  it("[§7.3] is replaced task by task, and taken back on failure or alarm", async () => {
    const { inputs } = only(await record(makeIn("prod")), SERVICE);

    expect(inputs).to.deep.equal({
      name: `${own}-service`,
      cluster: texts.cluster.arn,
      taskDefinition: `arn:aws:ecs:ca-central-1:111111111111:task-definition/${own}-task:1`,
      launchType: "FARGATE",
      platformVersion: "1.4.0",
      schedulingStrategy: "REPLICA",
      deploymentController: { type: "ECS" },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: {
        enable: true,
        rollback: true,
        alarmNames: [`${own}-missing-tasks`, `${own}-undeleted-messages`],
      },
      networkConfiguration: {
        subnets: ["subnet-a", "subnet-b"],
        securityGroups: [inputs.networkConfiguration.securityGroups[0]],
        assignPublicIp: false,
      },
      desiredCount: 0,
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      tags: context.tags("service"),
    });
  });

  it("leaves revision, count and intake to a release", async () => {
    const { optionsOf, opts } = recordOptions();
    await record(() => new Worker("audit-queue", argsIn("prod"), opts));

    expect(optionsOf.get(SERVICE)?.ignoreChanges).to.deep.equal(["taskDefinition", "desiredCount"]);
    expect(optionsOf.get(PARAMETER)?.ignoreChanges).to.deep.equal(["value"]);
    const target = optionsOf.get("aws:appautoscaling/target:Target");
    expect(target?.ignoreChanges).to.deep.equal([
      ...["minCapacity", "maxCapacity", "suspendedState"],
    ]);
  });

  it("[§7.3] has an intake that a release closes and opens, and nothing else is put there", async () => {
    const { value, ...inputs } = only(await record(makeIn("prod")), PARAMETER).inputs;

    expect(inputs).to.deep.equal({
      name: "/nc/prod/audit-queue/config/intake",
      description: "Whether audit-queue takes messages from its queue",
      type: "SecureString",
      keyId: texts.keyArns.config,
      tier: "Standard",
      allowedPattern: "^(open|drained)$",
      tags: context.tags("intake"),
    });
    // The provider's own class marks the value as a secret of the state.
    expect(value).to.include({ value: "open" });
  });

  it("[§7.3] is told its queue and its intake, is asked how it is, and has time to stop", async () => {
    const changes = { stopTimeout: "2 minutes" };
    const [container, ...others] = containersOf(await record(makeIn("prod", changes)));

    expect(others).to.deep.equal([]);
    expect(container.environment).to.deep.equal([
      { name: "NC_ENVIRONMENT", value: "prod" },
      { name: "NC_SERVICE", value: "audit-queue" },
      {
        name: "NC_QUEUE_URL",
        value: `https://sqs.ca-central-1.amazonaws.com/111111111111/${own}-queue`,
      },
      { name: "NC_INTAKE_PARAMETER", value: "/nc/prod/audit-queue/config/intake" },
    ]);
    expect(container.healthCheck).to.deep.equal({
      command: ["CMD", "python", "-m", "audit_queue.health"],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    });
    expect(container.stopTimeout).to.equal(120);
    expect(container).not.to.have.property("portMappings");
  });

  it("admits nobody to its tasks", async () => {
    const made = await record(makeIn("prod"));
    const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(made.filter(({ type }) => type === ingress)).to.deep.equal([]);
  });

  it("[§7.3] scales on the messages that wait for each task, from the first release on", async () => {
    const changes = { scaling: { min: 3, max: 9, backlogPerTask: 40 } };
    const made = await record(makeIn("prod", changes));
    const metric = (namespace: string, metricName: string, dimensions: object, stat: string) => ({
      stat,
      metric: {
        namespace,
        metricName,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      },
    });

    expect(only(made, "aws:appautoscaling/target:Target").inputs).to.deep.equal({
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/nc-core/${own}-service`,
      // The least is 0 until a release sets it: it would start tasks at once.
      minCapacity: 0,
      maxCapacity: 9,
      tags: context.tags("scaling"),
    });
    const { targetTrackingScalingPolicyConfiguration: tracked } = only(
      made,
      "aws:appautoscaling/policy:Policy",
    ).inputs;
    const queue = { QueueName: `${own}-queue` };
    const tasks = { ClusterName: "nc-core", ServiceName: `${own}-service` };
    expect(tracked).to.deep.equal({
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
      targetValue: 40,
      customizedMetricSpecification: {
        metrics: [
          {
            id: "waiting",
            metricStat: metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", queue, "Maximum"),
            returnData: false,
          },
          {
            id: "running",
            metricStat: metric("ECS/ContainerInsights", "RunningTaskCount", tasks, "Average"),
            returnData: false,
          },
          {
            id: "backlog",
            expression: "waiting / running",
            label: "messages for each task",
            returnData: true,
          },
        ],
      },
    });
  });

  it("has room for containers beside its own", async () => {
    const sidecar = {
      definition: { name: "agent", image: "registry/agent@sha256:1" },
      repositoryArn: "arn:aws:ecr:ca-central-1:333333333333:repository/agent",
    };
    const made = await record(
      () => new Worker("audit-queue", { ...argsIn("prod"), sidecars: [sidecar] }),
    );
    const names = containersOf(made).map((each: { name: string }) => each.name);
    expect(names).to.deep.equal(["audit-queue", "agent"]);
  });

  it("publishes what a release of it needs", async () => {
    const { contract } = await published();
    const queues = `https://sqs.ca-central-1.amazonaws.com/111111111111/${own}`;
    const { awsvpcConfiguration, ...rest } = contract ?? {};

    expect(awsvpcConfiguration?.subnets).to.deep.equal(["subnet-a", "subnet-b"]);
    expect(awsvpcConfiguration?.securityGroups).to.have.lengthOf(1);
    expect(rest).to.deep.equal({
      kind: "worker",
      cluster: "nc-core",
      serviceName: `${own}-service`,
      platformVersion: "1.4.0",
      repositoryUri: "registry/image",
      taskDefinition: `arn:aws:ecs:ca-central-1:111111111111:task-definition/${own}-task:1`,
      containerName: "audit-queue",
      queueUrl: `${queues}-queue`,
      deadLetterQueueUrl: `${queues}-dead-letters`,
      intake: {
        name: "/nc/prod/audit-queue/config/intake",
        description: "Whether audit-queue takes messages from its queue",
        type: "SecureString",
        keyId: texts.keyArns.config,
        tier: "Standard",
        allowedPattern: "^(open|drained)$",
      },
      drain: { noticedSeconds: 60, longestJobSeconds: 300 },
      scaling: { resourceId: `service/nc-core/${own}-service`, minCapacity: 2, maxCapacity: 6 },
    });
  });
});
