import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import { environment } from "../../stacks/environment";
import { workload as apiAdapter } from "../fixtures/catalog/api-adapter";
import { settingsOf } from "../support/contexts";
import { only, type RecordedResource, record } from "../support/record";

const consumes = { visibility: "2 minutes", maxReceiveCount: 7 };
const QUEUE = "nc-api-adapter-stg-queue";
const arn = (name: string) => `arn:aws:sqs:ca-central-1:111111111111:${name}`;

describe("an environment with a function that consumes a queue", () => {
  let made: readonly RecordedResource[];
  let contract: Readonly<Record<string, unknown>>;

  before(async () => {
    const catalog = parseCatalog({ "api-adapter": { ...apiAdapter, consumes } });
    made = await record(async () => {
      const { workloads } = await environment(settingsOf("stg"), catalog);
      pulumi.output(workloads as Record<string, typeof contract>).apply((all) => {
        contract = all["api-adapter"] ?? {};
      });
    });
  });

  it("[§7.3] has the queue, as the catalog says, with its dead-letter queue", () => {
    const { inputs } = only(made, "aws:sqs/queue:Queue", "api-adapter-queue");
    expect(inputs).to.deep.include({ name: QUEUE, visibilityTimeoutSeconds: 120 });
    const redrive = only(made, "aws:sqs/redrivePolicy:RedrivePolicy").inputs.redrivePolicy;
    expect(JSON.parse(redrive)).to.deep.equal({
      deadLetterTargetArn: arn("nc-api-adapter-stg-dead-letters"),
      maxReceiveCount: 7,
    });
  });

  it("[§7.3] has the function's alias consume it", () => {
    const mapping = only(made, "aws:lambda/eventSourceMapping:EventSourceMapping").inputs;
    expect(mapping.eventSourceArn).to.equal(arn(QUEUE));
    expect(mapping.functionName).to.match(/:function:nc-api-adapter-stg-function:live$/);
  });

  it("[§7.3] tells of a backlog above what all of its copies should have", () => {
    const { threshold } = only(
      made,
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "api-adapter-backlog",
    ).inputs;
    expect(threshold).to.equal(20 * 100);
  });

  it("tells a release of the queue, and of its alarms", () => {
    expect(contract.queueUrl).to.match(/\/nc-api-adapter-stg-queue$/);
    expect(Object(contract.alarms).bake).to.include.members(
      ["dead-letters", "oldest-message", "backlog"].map((each) => `nc-api-adapter-stg-${each}`),
    );
  });

  it("[§4] lets a release see how full both queues are", () => {
    const policies = made
      .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
      .map(({ inputs }) => JSON.parse(inputs.policy));
    const depth = policies
      .flatMap(({ Statement }) => Statement)
      .find(({ Sid }: { Sid: string }) => Sid === "QueueDepth");
    const named = (name: string) => `arn:aws:sqs:ca-central-1:222222222222:${name}`;
    expect(depth.Resource).to.deep.equal([named(QUEUE), named("nc-api-adapter-stg-dead-letters")]);
  });
});
