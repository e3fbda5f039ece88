import { expect } from "chai";
import { WorkQueue, type WorkQueueArgs } from "../../../../components/workload/queue/work-queue";
import { contextOf, PLATFORM } from "../../../../infra/context";
import { contextIn, settingsOf } from "../../../support/contexts";
import { recordOptions } from "../../../support/options";
import { only, type RecordedResource, record } from "../../../support/record";

const QUEUE = "aws:sqs/queue:Queue";
const SPEC = { visibility: 600, retention: 345_600, deadLetterRetention: 1_209_600 };
const context = contextIn("stg");
const own = `nc-${context.service}-stg`;
const url = (name: string) => `https://sqs.ca-central-1.amazonaws.com/111111111111/${own}-${name}`;
const arn = (name: string) => `arn:aws:sqs:ca-central-1:111111111111:${own}-${name}`;

const ARGS: WorkQueueArgs = {
  context,
  queue: { ...SPEC, maxReceiveCount: 5 },
  messagingKeyArn: "arn:key",
};

function made(): Promise<RecordedResource[]> {
  return record(() => new WorkQueue("q", ARGS));
}

describe("WorkQueue", () => {
  it("[§7.3] is encrypted, with a visibility of its own and long polling", async () => {
    expect(only(await made(), QUEUE, "q").inputs).to.deep.equal({
      name: `${own}-queue`,
      kmsMasterKeyId: "arn:key",
      visibilityTimeoutSeconds: 600,
      messageRetentionSeconds: 345_600,
      receiveWaitTimeSeconds: 20,
      tags: context.tags("queue"),
    });
  });

  it("[§7.3] sends what fails five times to a queue that keeps it longer", async () => {
    const all = await made();

    expect(only(all, QUEUE, "q-dead-letters").inputs).to.deep.equal({
      name: `${own}-dead-letters`,
      kmsMasterKeyId: "arn:key",
      messageRetentionSeconds: 1_209_600,
      receiveWaitTimeSeconds: 20,
      tags: context.tags("dead-letters"),
    });
    expect(only(all, "aws:sqs/redrivePolicy:RedrivePolicy").inputs).to.deep.equal({
      queueUrl: url("queue"),
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: arn("dead-letters"),
        maxReceiveCount: 5,
      }),
    });
    expect(only(all, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs).to.deep.equal({
      queueUrl: url("dead-letters"),
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: "byQueue",
        sourceQueueArns: [arn("queue")],
      }),
    });
  });

  for (const [name, key] of [
    ["q", "queue"],
    ["q-dead-letters", "dead-letters"],
  ] as const) {
    it(`admits to its ${key} nobody without TLS or of another account, and no workload without a link`, async () => {
      const { queueUrl, policy } = only(
        await made(),
        "aws:sqs/queuePolicy:QueuePolicy",
        name,
      ).inputs;
      const everyone = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: arn(key) };

      expect(queueUrl).to.equal(url(key));
      expect(JSON.parse(policy)).to.deep.equal({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "OnlyOverTls",
            ...everyone,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
          {
            Sid: "OnlyFromItsAccount",
            ...everyone,
            Condition: {
              StringNotEquals: { "aws:PrincipalAccount": "222222222222" },
              BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
          },
          {
            Sid: "OnlyFromLinks",
            ...everyone,
            Action: "sqs:SendMessage",
            Condition: {
              ArnLike: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/nc-*-stg-*" },
              // Who breaks the glass moves dead letters back.
              ArnNotEquals: {
                "aws:PrincipalArn": ["arn:aws:iam::222222222222:role/nc-platform-stg-break-glass"],
              },
            },
          },
        ],
      });
    });
  }

  it("refuses to be deleted where the settings protect data", async () => {
    for (const protect of [true, false]) {
      const recorded = recordOptions();
      const of = contextOf(settingsOf("stg", { protect }), PLATFORM);
      await record(() => new WorkQueue("q", { ...ARGS, context: of }, recorded.opts));
      expect(recorded.optionsOf.get(QUEUE)?.protect).to.equal(protect);
    }
  });

  it("hands on its ARN and URL", async () => {
    const seen: string[] = [];
    await record(() => {
      const queue = new WorkQueue("q", ARGS);
      for (const each of [queue.queueArn, queue.queueUrl, queue.deadLetterArn]) {
        each.apply((text) => seen.push(text));
      }
    });
    expect(seen).to.have.members([arn("queue"), url("queue"), arn("dead-letters")]);
  });
});
