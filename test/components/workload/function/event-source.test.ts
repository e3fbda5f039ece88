import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { EventSource } from "../../../../components/workload/function/event-source";
import { only, record } from "../../../support/record";
import { apiAdapter, CONSUMES, contextOfAdapter } from "./api-adapter";

const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const MOCK_LOCATION = "ca-central-1:111111111111";
const context = contextOfAdapter("stg");
const queueArn = "arn:aws:sqs:ca-central-1:222222222222:nc-api-adapter-stg-queue";

function made(changes: object = {}) {
  const workload = apiAdapter({
    http: undefined,
    checks: undefined,
    consumes: CONSUMES,
    ...changes,
  });
  return record(() => {
    const { consumes } = workload;
    if (!consumes) throw new Error("it consumes nothing");
    const alias = new aws.lambda.Alias("live", {
      name: "live",
      functionName: "nc-api-adapter-stg-function",
      functionVersion: "1",
    });
    new EventSource("queue", { context, workload, consumes, queueArn, alias });
  });
}

describe("EventSource", () => {
  it("[§7.3] gives the alias its messages in batches, of which each can fail alone", async () => {
    expect(only(await made(), MAPPING).inputs).to.deep.equal({
      eventSourceArn: queueArn,
      functionName: `arn:aws:lambda:${MOCK_LOCATION}:function:nc-api-adapter-stg-function:live`,
      batchSize: 10,
      maximumBatchingWindowInSeconds: 0,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 20 },
      tags: context.tags("queue"),
    });
  });

  it("gathers as large a batch, for as long, as the catalog says", async () => {
    const consumes = { ...CONSUMES, batchSize: 100, batchWindow: "30 seconds" };

    expect(only(await made({ consumes }), MAPPING).inputs).to.include({
      batchSize: 100,
      maximumBatchingWindowInSeconds: 30,
    });
  });

  for (const [concurrency, http, messages] of [
    [50, undefined, 50],
    [2, undefined, 2],
    [50, { path: "/v1" }, 25],
    [3, { path: "/v1" }, 2],
  ] as const) {
    const also = http ? ", which answer requests too" : "";
    it(`[§7.3] gives messages ${messages} of ${concurrency} executions${also}`, async () => {
      const { inputs } = only(
        await made({ concurrency, http, checks: http && { happyPath: { path: "/v1" } } }),
        MAPPING,
      );

      expect(inputs.scalingConfig).to.deep.equal({ maximumConcurrency: messages });
    });
  }
});
