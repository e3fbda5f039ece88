import { expect } from "chai";
import { only } from "../../../support/record";
import { makeJob } from "./audit-digest";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const own = "nc-audit-digest-stg";

describe("the events of a job's runs", () => {
  it("[§7.3] tells the runs that ended well: the container of the run, with exit code 0", async () => {
    const { all, texts, context } = await makeJob();
    const { eventPattern, ...inputs } = only(all, RULE, "digest-run-runs-succeeded").inputs;

    expect(inputs).to.deep.equal({
      name: `${own}-runs-succeeded`,
      state: "ENABLED",
      tags: context.tags("runs-succeeded"),
      description: "Runs of audit-digest that ended well",
    });
    expect(JSON.parse(eventPattern)).to.deep.equal({
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [texts.cluster.arn],
        // What a release runs of the same family, such as a migration, is in no such group.
        group: [`${own}-schedule`],
        lastStatus: ["STOPPED"],
        stopCode: ["EssentialContainerExited"],
        containers: { name: ["audit-digest"], exitCode: [0] },
      },
    });
  });

  it("[§7.3] tells the runs that failed: stopped, not started, or with another exit code", async () => {
    const { all, texts } = await makeJob();
    const { eventPattern } = only(all, RULE, "digest-run-runs-failed").inputs;

    expect(JSON.parse(eventPattern).detail).to.deep.equal({
      clusterArn: [texts.cluster.arn],
      group: [`${own}-schedule`],
      lastStatus: ["STOPPED"],
      $or: [
        { stopCode: [{ "anything-but": ["EssentialContainerExited"] }] },
        { containers: { name: ["audit-digest"], exitCode: [{ "anything-but": [0] }] } },
        { containers: { exitCode: [{ exists: false }] } },
      ],
    });
  });

  it("[§7.3] says why a run failed", async () => {
    const { all, texts } = await makeJob();

    expect(only(all, "aws:cloudwatch/eventTarget:EventTarget").inputs).to.deep.equal({
      rule: `${own}-runs-failed`,
      targetId: "alerts",
      arn: texts.alertTopicArns.ticket,
      deadLetterConfig: { arn: `arn:aws:sqs:ca-central-1:111111111111:${own}-dead-letters` },
      // EventBridge's defaults: a day, and 185 tries.
      retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      inputTransformer: {
        inputPaths: {
          task: "$.detail.taskArn",
          definition: "$.detail.taskDefinitionArn",
          code: "$.detail.stopCode",
          reason: "$.detail.stoppedReason",
        },
        inputTemplate:
          '"A run of audit-digest in stg failed: <code>, <reason>. Task: <task> of <definition>."',
      },
    });
  });
});
