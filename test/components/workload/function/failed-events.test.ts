import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { FailedEvents } from "../../../../components/workload/function/failed-events";
import { only, record } from "../../../support/record";
import { contextOfAdapter } from "./api-adapter";

const context = contextOfAdapter("stg");
const QUEUE = "nc-api-adapter-stg-failed-events";

function made() {
  return record(() => {
    const alias = new aws.lambda.Alias("live", {
      name: "live",
      functionName: "nc-api-adapter-stg-function",
      functionVersion: "1",
    });
    new FailedEvents("failed", { context, alias, messagingKeyArn: "arn:key" });
  });
}

describe("FailedEvents", () => {
  it("[§7.3] keeps them for two weeks, encrypted, where no queue sends on to it", async () => {
    const all = await made();

    expect(only(all, "aws:sqs/queue:Queue").inputs).to.deep.equal({
      name: QUEUE,
      kmsMasterKeyId: "arn:key",
      messageRetentionSeconds: 1_209_600,
      tags: context.tags("failed-events"),
    });
    expect(only(all, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs).to.deep.equal({
      queueUrl: `https://sqs.ca-central-1.amazonaws.com/111111111111/${QUEUE}`,
      redriveAllowPolicy: '{"redrivePermission":"denyAll"}',
    });
  });

  it("is spoken to over TLS alone, from its own account", async () => {
    const { queueUrl, policy } = only(await made(), "aws:sqs/queuePolicy:QueuePolicy").inputs;

    expect(queueUrl).to.equal(`https://sqs.ca-central-1.amazonaws.com/111111111111/${QUEUE}`);
    expect(JSON.parse(policy).Statement.map(({ Sid }: { Sid: string }) => Sid)).to.deep.equal([
      ...["OnlyOverTls", "OnlyFromItsAccount"],
    ]);
  });

  it("[§7.2] is where the alias sends what it could not handle, after two more tries", async () => {
    const type = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

    expect(only(await made(), type).inputs).to.deep.equal({
      functionName: "nc-api-adapter-stg-function",
      qualifier: "live",
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 21_600,
      destinationConfig: {
        onFailure: { destination: `arn:aws:sqs:ca-central-1:111111111111:${QUEUE}` },
      },
    });
  });
});
