import { expect } from "chai";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import type { Deployment } from "../../../../../delivery/ports/deployer";
import { setBehaviour } from "../../../../../sandbox/api/simulation/behaviours";
import { deliveries, digestOf, releaseOfImage, scalingOf } from "../support/deliveries";

const WORKER = "audit-queue";
const releaseOf = (digit: string) =>
  releaseOfImage(digit, { workload: WORKER, kind: "worker", app: "AuditHound" });

describe("the deployment of a worker", () => {
  const { api, clock, clientsOf, contractOf } = deliveries();
  const deployer = () =>
    deployerOf({ clients: clientsOf(WORKER), contract: contractOf(WORKER, "worker"), clock });

  /** Observes until it has ended, every five seconds, with a new deployer each minute. */
  async function ended(id: string): Promise<Deployment> {
    for (let observer = deployer(), count = 1; ; count++) {
      const deployment = await observer.observe(id);
      if (deployment.state !== "in-progress") return deployment;
      if (count % 12 === 0) observer = deployer();
      await clock.sleep(5_000);
    }
  }
  const intake = () =>
    api.cloud.get({ type: "aws:ssm/parameter:Parameter", key: `/nc/stg/${WORKER}/config/intake` })
      ?.state ?? {};
  const scaling = () => scalingOf(api.cloud, contractOf(WORKER, "worker").scaling.resourceId);
  const runs = () =>
    api.cloud
      .list("aws:ecs/service:Service")
      .find(({ state }) => state.name === `nc-${WORKER}-stg-service`)?.state.taskDefinition;

  async function released(digit: string): Promise<string> {
    const id = await deployer().start(releaseOf(digit), `p-${digit}`);
    expect(await ended(id)).to.include({ state: "succeeded", productionPercent: 100 });
    await deployer().finish(id);
    return id;
  }

  it("[§7.3] is drained while its intake is closed, switched, and open again with the same key", async () => {
    expect(await deployer().current()).to.equal(undefined);
    await released("1");
    const { keyId } = intake();
    const id = await deployer().start(releaseOf("2"), "p-2");
    expect(intake()).to.include({ value: "drained", keyId });
    expect(scaling()).to.have.property("isSuspended", true);
    const before = runs();
    await clock.sleep(30_000);
    const { steps } = await deployer().observe(id);
    expect(steps.map(({ state }) => state)).to.deep.equal([
      "succeeded",
      "in-progress",
      "pending",
      "pending",
    ]);
    expect(runs()).to.equal(before);
    expect((await ended(id)).state).to.equal("succeeded");
    expect(runs()).not.to.equal(before);
    expect(intake()).to.include({ value: "open", keyId });
  });

  it("[§7.3] tells what is in flight when it cannot be drained, and takes messages again", async () => {
    await released("1");
    setBehaviour(api.account, digestOf("1"), "slow");
    const before = await deployer().current();
    if (before === undefined) throw new Error("nothing was released");
    const id = await deployer().start(releaseOf("2"), "p-2");
    const failed = await ended(id);
    expect(failed.state).to.equal("failed");
    expect(failed.productionPercent).to.equal(0);
    // Noticed after 60 seconds; the longest job takes 300 (the catalog's entry).
    expect(failed.reason).to.match(
      /not drained within 360 seconds: [1-9]\d* messages are in flight/,
    );
    expect(intake().value).to.equal("open");
    expect(scaling()).to.have.property("isSuspended", false);
    const rollback = await deployer().rollBack(id, before);
    expect((await ended(rollback)).state).to.equal("succeeded");
    expect([runs(), intake().value]).to.deep.equal([before, "open"]);
  });

  it("is open again after ECS has taken back tasks that crash", async () => {
    await released("1");
    const before = runs();
    setBehaviour(api.account, digestOf("2"), "crashing");
    const deployment = await ended(await deployer().start(releaseOf("2"), "p-2"));
    expect(deployment.state).to.equal("rolled-back");
    expect(deployment.reason).to.match(/circuit breaker/);
    expect([runs(), intake().value]).to.deep.equal([before, "open"]);
  });

  it("[§14] is brought back through its drain, even if it never drains", async () => {
    await released("1");
    const before = await deployer().current();
    if (before === undefined) throw new Error("nothing was released");
    const id = await released("2");
    setBehaviour(api.account, digestOf("2"), "slow");
    const rollback = await deployer().rollBack(id, before);
    expect(intake().value).to.equal("drained");
    expect((await ended(rollback)).state).to.equal("succeeded");
    expect([runs(), intake().value]).to.deep.equal([before, "open"]);
  });

  it("refuses an id that is none of a worker", async () => {
    const refused = await deployer()
      .observe("d-1")
      .catch((error: Error) => error.message);
    expect(refused).to.contain('id is "d-1": expected release/ or rollback/');
  });
});
