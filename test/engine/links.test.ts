import { expect } from "chai";
import type { WorkloadEntry } from "../../infra/catalog/workload";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { workload as digest } from "../fixtures/catalog/audit-digest";
import { workload as worker } from "../fixtures/catalog/audit-queue";
import { workload as service } from "../fixtures/catalog/ingest-worker";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";
import { writtenCatalog } from "../support/written-catalog";
import { reportOf } from "./releases/settled";
import { accountOf } from "./shapes/account";
import { BEFORE } from "./shapes/entries";

const CALLER = "nc-ingest-worker-dev-task";
const QUEUE = "arn:aws:sqs:ca-central-1:111111111111:nc-audit-queue-dev-queue";
const BUS = "arn:aws:events:ca-central-1:111111111111:event-bus/old";
const NOTHING = { create: 0, change: 0, replace: 0, delete: 0 };

/** The day after tomorrow, so that the grant has not expired whenever the test runs. */
const EXPIRES = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

/** The tests' catalog, in which the service may send to the worker's queue, and has a grant. */
const LINKED: readonly WorkloadEntry[] = BEFORE.map((entry) => {
  if (entry.name === service.name) {
    const grant = { actions: ["events:PutEvents"], resources: [BUS], reason: "CHG-7" };
    return {
      ...service,
      links: [{ to: worker.name, verb: "send" }],
      grants: [{ ...grant, expires: EXPIRES }],
    };
  }
  if (entry.name !== worker.name) return entry;
  const allows = [
    { from: digest.name, verb: "send" },
    { from: service.name, verb: "send", crossApp: true },
  ] as const;
  return { ...worker, allows: [...allows] };
});

describe("a link that is added, and removed again", () => {
  const sandbox = testSandbox();
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
  const account = accountOf(cloud);
  /** Updates after a refresh, by which the state learns what releases have said. */
  const up = async (catalog: readonly WorkloadEntry[]) => {
    await sandbox.cli("dev", ["refresh", "--yes", "--skip-preview", "--non-interactive"]);
    const env = { NC_CATALOG: writtenCatalog(sandbox.folder, catalog) };
    return reportOf(sandbox.run(["up", "dev", "--json"], undefined, env));
  };
  /** Whom the queue's own policy lets send. */
  const queuePolicy = () =>
    cloud
      .list("aws:sqs/queuePolicy:QueuePolicy")
      .map(({ inputs }) => String(inputs.policy))
      .find((policy) => policy.includes(QUEUE)) ?? "";
  /** The containers of the task definitions that a release may start from. */
  const containers = () =>
    cloud
      .list("aws:ecs/taskDefinition:TaskDefinition")
      .filter(({ name }) => name.startsWith(service.name))
      .map(({ inputs }) => String(inputs.containerDefinitions))
      .join("\n");

  before(async () => {
    await copyAppliedDev(sandbox);
    account.release("a");
    account.succeed(...BEFORE.map(({ name }) => name));
  });
  after(() => sandbox.remove());

  it("begins without it", () => {
    expect(account.policy(CALLER)).to.not.contain(QUEUE);
    expect(queuePolicy()).to.not.contain(CALLER);
    expect(containers()).to.not.contain("NC_LINK_AUDIT_QUEUE_QUEUE_URL");
  });

  describe("once it is added", () => {
    before(() => up(LINKED));

    it("lets the caller send, by its own policy and by the queue's", () => {
      expect(account.policy(CALLER)).to.contain(QUEUE).and.to.contain("sqs:SendMessage");
      expect(queuePolicy()).to.contain(CALLER);
    });
    it("tells the caller's next revision the queue's address", () => {
      expect(containers()).to.contain("NC_LINK_AUDIT_QUEUE_QUEUE_URL");
    });
    it("has the grant, until its day", () => {
      expect(account.policy(CALLER)).to.contain(BUS).and.to.contain(`${EXPIRES}T00:00:00Z`);
    });
    it("changes nothing the second time, and shows the grant each time", async () => {
      const { changes, warnings } = await up(LINKED);
      expect(changes).to.deep.include(NOTHING);
      expect(warnings).to.deep.include(
        `grant of ingest-worker until ${EXPIRES}: events:PutEvents on ${BUS}: CHG-7`,
      );
    });
  });

  describe("once it is removed, after a release with it", () => {
    before(async () => {
      account.succeed(service.name, worker.name);
      await up(BEFORE);
    });

    it("stays open for the revision that runs", () => {
      expect(account.policy(CALLER)).to.contain(QUEUE);
      expect(queuePolicy()).to.contain(CALLER);
    });
    it("takes the grant away at once", () => {
      expect(account.policy(CALLER)).to.not.contain(BUS);
    });
    it("changes nothing the second time", async () => {
      expect((await up(BEFORE)).changes).to.deep.include(NOTHING);
    });
  });

  describe("once a release has succeeded without it", () => {
    before(async () => {
      account.succeed(service.name);
      await up(BEFORE);
    });

    it("is closed on both sides", () => {
      expect(account.policy(CALLER)).to.not.contain(QUEUE);
      expect(queuePolicy()).to.not.contain(CALLER);
    });
  });
});
