import { SQS } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { AwsClients } from "../../../../delivery/adapters/aws/clients";
import { cloudTrailChanges } from "../../../../delivery/adapters/aws/resource-changes";
import { ADMINISTRATOR } from "../../../../sandbox/api/authorization/sessions";
import { TRAIL } from "../../../../sandbox/api/trail";
import { ACCOUNT, REGION } from "../../../sandbox/api/support/service-inputs";
import { START, testApi } from "../../../sandbox/api/support/test-api";
import { addWorker, QUEUE_URL } from "../../../sandbox/api/support/worker-account";

const ARN = `arn:aws:sqs:${REGION}:${ACCOUNT}:nc-shop-dev-queue`;
const EVE = `arn:aws:sts::${ACCOUNT}:assumed-role/${ADMINISTRATOR}/ci`;
const TIMEOUT = { QueueUrl: QUEUE_URL, Attributes: { VisibilityTimeout: "7" } };
const CHANGE = { at: "2026-11-02T15:00:00.000Z", event: "SetQueueAttributes", by: EVE };

describe("the changes of a resource in CloudTrail", () => {
  const api = testApi(addWorker);
  const changes = (asked: { names?: readonly string[]; region?: string; since?: string } = {}) => {
    const clients = new AwsClients(api.as(ADMINISTRATOR));
    const port = cloudTrailChanges(clients, () => api.world.clock.now());
    return port.of({ names: [ARN], ...asked }).finally(() => clients.destroy());
  };
  const work = async (does: (sqs: SQS) => Promise<unknown>) => {
    const sqs = new SQS(api.as(ADMINISTRATOR));
    await does(sqs).finally(() => sqs.destroy());
  };
  /** Puts an event into the trail as another service would. */
  const event = (id: string, record: object, region: string = REGION) =>
    TRAIL.put(api.cloud, id, {
      id,
      at: "2026-11-02T15:00:00Z",
      name: "PutRolePolicy",
      source: "iam.amazonaws.com",
      isReadOnly: false,
      region,
      userName: "somebody",
      resources: ["nc-role"],
      record: JSON.stringify(record),
    });

  it("[§16] are each call that changed it, by ARN or by name, with who called", async () => {
    await work((sqs) => sqs.setQueueAttributes(TIMEOUT));
    expect(await changes()).to.deep.equal([CHANGE]);
    expect(await changes({ names: ["nc-shop-dev-queue"] })).to.deep.equal([CHANGE]);
    expect(await changes({ names: ["unknown", ARN] })).to.deep.equal([CHANGE]);
    expect(await changes({ names: ["unknown"] })).to.deep.equal([]);
    expect(await changes({ names: [] })).to.deep.equal([]);
  });

  it("are not what was only read, nor messages, nor what AWS refused", async () => {
    await work(async (sqs) => {
      await sqs.getQueueAttributes({ QueueUrl: QUEUE_URL, AttributeNames: ["All"] });
      await sqs.sendMessage({ QueueUrl: QUEUE_URL, MessageBody: "x" });
    });
    event("denied", { userIdentity: { arn: EVE }, errorCode: "AccessDenied" });
    expect(await changes()).to.deep.equal([]);
    expect(await changes({ names: ["nc-role"] })).to.deep.equal([]);
  });

  it("are those since a time, in whole seconds, and of 90 days at most", async () => {
    await work((sqs) => sqs.setQueueAttributes(TIMEOUT));
    expect(await changes({ since: "2026-11-02T15:00:00.900Z" })).to.deep.equal([CHANGE]);
    await api.pass(1);
    expect(await changes({ since: "2026-11-02T15:00:01.000Z" })).to.deep.equal([]);
    await api.pass(90 * 24 * 60);
    expect(await changes()).to.deep.equal([]);
  });

  it("of IAM are in us-east-1", async () => {
    event("global", { userIdentity: { arn: EVE } }, "us-east-1");
    const names = ["nc-role"];
    expect(await changes({ names })).to.deep.equal([]);
    expect((await changes({ names, region: "us-east-1" })).map(({ by }) => by)).to.deep.equal([
      EVE,
    ]);
  });

  it("name who stands behind a session, a service, or what CloudTrail has", async () => {
    const identity = { arn: EVE, sessionContext: { sourceIdentity: "eve@example.org" } };
    event("1", { userIdentity: identity });
    event("2", { userIdentity: { invokedBy: "ecs.amazonaws.com" } });
    event("3", { nothing: true });
    const found = await changes({ names: ["nc-role"] });
    expect(found.map(({ by, sourceIdentity }) => [by, sourceIdentity])).to.have.deep.members([
      [EVE, "eve@example.org"],
      ["ecs.amazonaws.com", undefined],
      ["somebody", undefined],
    ]);
  });

  it("are read page by page", async () => {
    for (let each = 0; each < 120; each += 1) event(`${each}`, { userIdentity: { arn: EVE } });
    expect(await changes({ names: ["nc-role"] })).to.have.lengthOf(120);
  });

  it("start where the clock of the accounts starts", () => {
    expect(START.toISOString()).to.equal(CHANGE.at);
  });
});
