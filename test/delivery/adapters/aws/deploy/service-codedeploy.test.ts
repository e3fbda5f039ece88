import { expect } from "chai";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import { type Deployment, DeploymentBlocked } from "../../../../../delivery/ports/deployer";
import { setBehaviour } from "../../../../../sandbox/api/simulation/behaviours";
import { deliveries, digestOf, releaseOfImage, scalingOf } from "../support/deliveries";
import { deploymentsCounted } from "../support/deployments-counted";

const SERVICE = "ingest-worker";
const RELEASE_1 = releaseOfImage("1", { workload: SERVICE });
const RELEASE_2 = releaseOfImage("2", { workload: SERVICE, version: "v1.5.0" });

describe("the deployment of a service by CodeDeploy", () => {
  const { api, clock, clientsOf, contractOf } = deliveries();

  /** A deployer as a run of `nc` makes it: it remembers nothing of earlier ones. */
  function deployer() {
    const contract = contractOf(SERVICE, "service");
    if (contract.rollout !== "codedeploy") throw new Error("it is not deployed by CodeDeploy");
    return deployerOf({ clients: clientsOf(SERVICE), contract, clock });
  }

  /** Observes a deployment until it has ended, every half minute. */
  async function ended(id: string): Promise<Deployment> {
    const observer = deployer();
    for (;;) {
      const deployment = await observer.observe(id);
      if (deployment.state !== "in-progress") return deployment;
      await clock.sleep(30_000);
    }
  }

  const service = () => {
    const found = api.cloud
      .list("aws:ecs/service:Service")
      .find(({ state }) => state.name === `nc-${SERVICE}-stg-service`);
    return found?.state ?? {};
  };
  const scaling = () => {
    const { resourceId } = contractOf(SERVICE, "service").scaling;
    const { minCapacity, maxCapacity, isSuspended } = scalingOf(api.cloud, resourceId);
    return [minCapacity, maxCapacity, isSuspended];
  };
  const released = () =>
    api.cloud.get({
      type: "aws:ssm/parameter:Parameter",
      key: `/nc/stg/${SERVICE}/config/released`,
    })?.state.insecureValue;

  /** Waits for longer than the old tasks of a release are kept, so that the next can begin. */
  const oldTasksEnd = () => clock.sleep(3 * 60_000);

  async function release(which: typeof RELEASE_1, promotion: string): Promise<string> {
    const id = await deployer().start(which, promotion);
    expect((await ended(id)).state).to.equal("succeeded");
    return id;
  }

  it("[§7.1] brings a first release to all traffic, and has nothing to return to before", async () => {
    expect(await deployer().current()).to.equal(undefined);
    const id = await deployer().start(RELEASE_1, "p-1");
    expect(scaling()).to.deep.equal([0, 6, true]);
    const deployment = await ended(id);
    expect(deployment).to.deep.equal({
      id,
      state: "succeeded",
      productionPercent: 100,
      steps: [
        "BeforeInstall",
        "Install",
        "AfterInstall",
        "AllowTestTraffic",
        "AfterAllowTestTraffic",
        "BeforeAllowTraffic",
        "AllowTraffic",
        "AfterAllowTraffic",
      ].map((name) => ({ name, state: "succeeded" })),
    });
    expect(await deployer().current()).to.equal(service().taskDefinition);
    expect(String(service().taskDefinition)).to.match(
      /task-definition\/nc-ingest-worker-stg-task:2$/,
    );
  });

  it("[§8] calls the hooks in CodeDeploy's order: migrations before any traffic, and none at a rollback", async () => {
    await release(RELEASE_1, "p-1");
    await oldTasksEnd();
    const to = String(await deployer().current());
    const id = await release(RELEASE_2, "p-2");
    const codeDeploy = await clientsOf(SERVICE).codeDeploy();
    const hooksOf = async (deploymentId: string) => {
      const { deploymentInfo } = await codeDeploy.getDeployment({ deploymentId });
      return JSON.parse(deploymentInfo?.revision?.appSpecContent?.content ?? "").Hooks;
    };
    expect(await hooksOf(id)).to.deep.equal([
      { AfterInstall: "nc-platform-stg-run-migrations" },
      { AfterAllowTestTraffic: "nc-platform-stg-smoke-test" },
      { AfterAllowTraffic: "nc-platform-stg-record-shift" },
    ]);
    await oldTasksEnd();
    expect(await hooksOf(await deployer().rollBack(id, to))).to.equal(undefined);
  });

  it("has a tenth of the traffic in its canary, and is one deployment, however often it is started", async () => {
    await release(RELEASE_1, "p-1");
    await oldTasksEnd();
    const id = await deployer().start(RELEASE_2, "p-2");
    await clock.sleep(3 * 60_000);
    expect(await deployer().start(RELEASE_2, "p-2")).to.equal(id);
    const { state, productionPercent } = await deployer().observe(id);
    expect([state, productionPercent]).to.deep.equal(["in-progress", 10]);
    expect((await ended(id)).productionPercent).to.equal(100);
    expect(await deployer().start(RELEASE_2, "p-2")).to.equal(id);
  });

  it("is blocked while the old tasks of the release before are kept, and registers nothing", async () => {
    const id = await release(RELEASE_1, "p-1");
    const revisions = () => api.cloud.list("aws:ecs/taskDefinition:TaskDefinition").length;
    const before = revisions();
    const blocked = await deployer()
      .start(RELEASE_2, "p-2")
      .catch((error: unknown) => error);
    expect(blocked).to.be.instanceOf(DeploymentBlocked);
    expect(Object(blocked).problems).to.deep.equal([
      "CodeDeploy carries out one deployment of ingest-worker at a time: " +
        `${id} (promotion p-1) is InProgress since 2026-11-02T15:00:00.000Z`,
    ]);
    expect(revisions()).to.equal(before);
    await oldTasksEnd();
    expect(await deployer().start(RELEASE_2, "p-2")).not.to.equal(id);
  });

  it("sets limits, shape and the metric once it is finished, and again without a difference", async () => {
    const id = await release(RELEASE_1, "p-1");
    for (const _ of [1, 2]) {
      await deployer().finish(id);
      expect(scaling()).to.deep.equal([2, 6, false]);
      expect(released()).to.equal(JSON.stringify([contractOf(SERVICE, "service").shape.id]));
      expect(await deploymentsCounted(clientsOf(SERVICE), SERVICE, clock.now())).to.equal(1);
    }
  });

  it("[§14] is back within a minute when it is rolled back after all traffic has shifted", async () => {
    await release(RELEASE_1, "p-1");
    await oldTasksEnd();
    const before = await deployer().current();
    if (before === undefined) throw new Error("nothing was released");
    const id = await release(RELEASE_2, "p-2");
    const asked = clock.now().getTime();
    const rollback = await deployer().rollBack(id, before);
    expect(await deployer().rollBack(id, before)).to.equal(rollback);
    expect((await ended(rollback)).state).to.equal("succeeded");
    expect(clock.now().getTime() - asked).to.be.lessThan(60_000);
    expect(await deployer().current()).to.equal(before);
    const { state, rollbackId, reason } = await deployer().observe(id);
    expect([state, rollbackId]).to.deep.equal(["rolled-back", rollback]);
    expect(reason).to.match(/^MANUAL_STOP: /);
    expect(scaling()[2]).to.equal(false);
  });

  it("[§14] is back although an alarm is on when its old tasks are gone", async () => {
    await release(RELEASE_1, "p-1");
    await oldTasksEnd();
    const before = await deployer().current();
    if (before === undefined) throw new Error("nothing was released");
    const id = await release(RELEASE_2, "p-2");
    await oldTasksEnd();
    setBehaviour(api.account, digestOf("2"), "5xx");
    await clock.sleep(10 * 60_000);
    const rollback = await deployer().rollBack(id, before);
    expect(rollback).not.to.equal(id);
    expect(await deployer().rollBack(id, before)).to.equal(rollback);
    expect((await ended(rollback)).state).to.equal("succeeded");
    expect(await deployer().current()).to.equal(before);
  });

  it("[§13] is rolled back by an alarm of its canary, with the share that callers saw", async () => {
    await release(RELEASE_1, "p-1");
    await oldTasksEnd();
    setBehaviour(api.account, digestOf("2"), "5xx");
    const id = await deployer().start(RELEASE_2, "p-2");
    const deployment = await ended(id);
    expect(deployment.state).to.equal("rolled-back");
    expect(deployment.productionPercent).to.equal(10);
    expect(deployment.reason).to.match(/^ALARM_ACTIVE: .*nc-ingest-worker-stg-/);
    expect(deployment.brokenAt).to.be.a("string");
    expect(scaling()[2]).to.equal(false);
  });

  it("is refused for a release without an image, and nothing is registered", async () => {
    const wheel = { type: "wheel" as const, name: "shop", version: "1.0", sha256: "1".repeat(64) };
    const evidence = { digest: digestOf("3"), predicateType: "https://spdx.dev/Document" };
    const artifacts = [{ ...wheel, sbom: evidence, provenance: evidence }];
    const before = api.cloud.list("aws:ecs/taskDefinition:TaskDefinition").length;
    const refused = await deployer()
      .start(releaseOfImage("1", { workload: SERVICE, artifacts }), "p-1")
      .catch((error: Error) => error.message);
    expect(refused).to.contain('artifacts is "0 images": expected one image');
    expect(api.cloud.list("aws:ecs/taskDefinition:TaskDefinition")).to.have.length(before);
  });
});
