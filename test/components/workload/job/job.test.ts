import { expect } from "chai";
import { only } from "../../../support/record";
import { AS_FUNCTION, auditDigest, makeJob } from "./audit-digest";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const own = "nc-audit-digest-stg";
const at = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:111111111111:${resource}`;

describe("Job", () => {
  it("[§7.3] starts a task in private each morning, in its time zone, within its window", async () => {
    const { all, texts } = await makeJob();
    const task = only(all, "aws:ecs/taskDefinition:TaskDefinition");
    const { target, ...inputs } = only(all, SCHEDULE).inputs;

    expect(inputs).to.deep.equal({
      name: `${own}-schedule`,
      groupName: `${own}-schedule`,
      state: "DISABLED",
      description: "Starts the runs of audit-digest",
      scheduleExpression: "cron(0 6 * * ? *)",
      scheduleExpressionTimezone: "America/Toronto",
      flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 15 },
      kmsKeyArn: texts.keyArns.messaging,
    });
    const { networkConfiguration, ...ecs } = target.ecsParameters;
    expect({ ...target, ecsParameters: ecs }).to.deep.equal({
      arn: texts.cluster.arn,
      roleArn: `arn:aws:iam::111111111111:role/${own}-schedule`,
      retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 78_300 },
      deadLetterConfig: { arn: at("sqs", `${own}-dead-letters`) },
      ecsParameters: {
        taskDefinitionArn: at("ecs", `task-definition/${own}-task:1`),
        taskCount: 1,
        launchType: "FARGATE",
        platformVersion: "1.4.0",
        group: `${own}-schedule`,
        enableEcsManagedTags: true,
        propagateTags: "TASK_DEFINITION",
        enableExecuteCommand: false,
      },
    });
    expect(networkConfiguration).to.deep.include({
      subnets: texts.network.privateSubnetIds,
      assignPublicIp: false,
    });
    expect(networkConfiguration.securityGroups).to.have.lengthOf(1);
    expect(task.inputs).to.include({ family: `${own}-task`, cpu: "512", memory: "1024" });
    expect(all.filter(({ type }) => /Ingress/.test(type))).to.deep.equal([]);
  });

  it("[§7.3] leaves to its releases whether it is on, and which revision it starts", async () => {
    expect((await makeJob()).options.get(SCHEDULE)?.ignoreChanges).to.deep.equal([
      ...["state", "target.ecsParameters.taskDefinitionArn"],
    ]);
    const { options } = await makeJob(auditDigest(AS_FUNCTION));
    expect(options.get(SCHEDULE)?.ignoreChanges).to.deep.equal(["state"]);
  });

  it("[§7.3] starts on the minute where it has no window", async () => {
    const { all } = await makeJob(auditDigest({ schedule: { flexibleWindow: undefined } }));

    expect(only(all, SCHEDULE).inputs.flexibleTimeWindow).to.deep.equal({ mode: "OFF" });
  });

  it("[§7.3] keeps what could not be started, encrypted, and opens a ticket for it", async () => {
    const { all, texts, context } = await makeJob();

    expect(only(all, "aws:sqs/queue:Queue").inputs).to.deep.equal({
      name: `${own}-dead-letters`,
      kmsMasterKeyId: texts.keyArns.messaging,
      messageRetentionSeconds: 1_209_600,
      tags: context.tags("dead-letters"),
    });
    expect(only(all, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs).to.deep.include({
      redriveAllowPolicy: '{"redrivePermission":"denyAll"}',
    });
    const policy = JSON.parse(only(all, "aws:sqs/queuePolicy:QueuePolicy").inputs.policy);
    expect(policy.Statement[0]).to.deep.equal({
      Sid: "OnlyOverTls",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: at("sqs", `${own}-dead-letters`),
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(
      policy.Statement.find(({ Effect }: { Effect: string }) => Effect === "Allow"),
    ).to.deep.equal({
      Sid: "Rules",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: at("sqs", `${own}-dead-letters`),
      Condition: {
        ArnEquals: {
          "aws:SourceArn": [`arn:aws:events:ca-central-1:222222222222:rule/${own}-runs-failed`],
        },
      },
    });
    const alarm = "digest-dead-letters";
    expect(only(all, "aws:cloudwatch/metricAlarm:MetricAlarm", alarm).inputs).to.deep.include({
      dimensions: { QueueName: `${own}-dead-letters` },
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      alarmActions: [texts.alertTopicArns.ticket],
    });
  });

  it("[§7.3] calls a function by its alias, one run at a time, for as long as it may take", async () => {
    const { all } = await makeJob(auditDigest(AS_FUNCTION));

    expect(only(all, SCHEDULE).inputs.target).to.deep.equal({
      arn: at("lambda", `function:${own}-function:live`),
      roleArn: `arn:aws:iam::111111111111:role/${own}-schedule`,
      retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 79_920 },
      deadLetterConfig: { arn: at("sqs", `${own}-dead-letters`) },
    });
    const policy = JSON.parse(
      only(all, "aws:sqs/queuePolicy:QueuePolicy", "digest-dead-letters").inputs.policy,
    );
    expect(policy.Statement.map(({ Effect }: { Effect: string }) => Effect)).to.not.include(
      "Allow",
    );
    expect(only(all, "aws:lambda/function:Function").inputs).to.deep.include({
      name: `${own}-function`,
      timeout: 600,
      reservedConcurrentExecutions: 1,
      publish: true,
      memorySize: 256,
    });
  });

  it("[§7.3] has a function that fails tried again, and keeps what it could not do", async () => {
    const type = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    const of = async (schedule: object) => {
      const { all } = await makeJob(auditDigest({ ...AS_FUNCTION, schedule }));
      return only(all, type).inputs;
    };

    expect(await of({})).to.deep.include({
      qualifier: "live",
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 21_600,
      destinationConfig: { onFailure: { destination: at("sqs", `${own}-failed-events`) } },
    });
    const hourly = { expression: "rate(1 hour)", every: "1 hour", flexibleWindow: "1 minute" };
    expect(await of({ ...hourly, retries: 1 })).to.include({
      // 3600 - 60 - 2 x 600 - 60
      maximumRetryAttempts: 1,
      maximumEventAgeInSeconds: 2280,
    });
    expect(await of({ ...hourly, retries: 0 })).to.include({ maximumRetryAttempts: 0 });
  });

  it("[§7.3] hands on what a release of a task needs", async () => {
    const { contract, texts } = await makeJob();
    const { awsvpcConfiguration, ...rest } = Object(contract);

    expect(rest).to.deep.equal({
      kind: "job",
      runsAs: "task",
      cluster: "nc-core",
      schedule: {
        name: `${own}-schedule`,
        groupName: `${own}-schedule`,
        roleArn: `arn:aws:iam::111111111111:role/${own}-schedule`,
      },
      repositoryUri: "registry/image",
      taskDefinition: at("ecs", `task-definition/${own}-task:1`),
      containerName: "audit-digest",
      platformVersion: "1.4.0",
      group: `${own}-schedule`,
      deadLetterQueueUrl: `https://sqs.ca-central-1.amazonaws.com/111111111111/${own}-dead-letters`,
    });
    expect(awsvpcConfiguration.subnets).to.deep.equal(texts.network.privateSubnetIds);
    expect(awsvpcConfiguration.securityGroups).to.have.lengthOf(1);
  });

  it("[§7.3] hands on what a release of a function needs", async () => {
    const { contract } = await makeJob(auditDigest(AS_FUNCTION));

    expect(contract).to.deep.include({
      kind: "job",
      runsAs: "function",
      functionName: `${own}-function`,
      aliases: { live: "live", previous: "previous" },
      failedEventsQueueUrl: `https://sqs.ca-central-1.amazonaws.com/111111111111/${own}-failed-events`,
    });
    expect(contract).not.to.have.any.keys("taskDefinition", "cluster");
  });

  it("runs what is given beside its own container", async () => {
    const sidecar = {
      definition: { name: "agent", image: "agent@sha256:1" },
      repositoryArn: at("ecr", "repository/agent"),
    };
    const { all } = await makeJob(auditDigest(), { sidecars: [sidecar] });
    const { containerDefinitions } = only(all, "aws:ecs/taskDefinition:TaskDefinition").inputs;

    expect(
      JSON.parse(containerDefinitions).map(({ name }: { name: string }) => name),
    ).to.deep.equal(["audit-digest", "agent"]);
  });
});
