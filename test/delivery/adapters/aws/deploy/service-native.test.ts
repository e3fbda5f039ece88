import { expect } from "chai";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import { type Deployment, DeploymentBlocked } from "../../../../../delivery/ports/deployer";
import { setBehaviour } from "../../../../../sandbox/api/simulation/behaviours";
import { targetsOf } from "../../../../../sandbox/cloud/deployments/codedeploy";
import { everyOption } from "../../../../iam/support/every-option";
import { deliveries, digestOf, releaseOfImage, scalingOf } from "../support/deliveries";

const SERVICE = "clock";
const releaseOf = (digit: string) => releaseOfImage(digit, { workload: SERVICE });

describe("the deployment of a service by ECS itself", () => {
  const { api, clock, clientsOf, contractOf } = deliveries(async () => everyOption());
  const target = () => {
    const contract = contractOf(SERVICE, "service");
    if (contract.rollout !== "ecs-native") throw new Error("the fixture is of another kind");
    return { clients: clientsOf(SERVICE), contract, clock };
  };
  const deployer = () => deployerOf(target());

  /** Observes until it has ended, with one deployer: shares and steps as they changed. */
  async function ended(id: string): Promise<{ last: Deployment; shares: number[] }> {
    const observer = deployer();
    const shares: number[] = [];
    for (;;) {
      const last = await observer.observe(id);
      if (last.productionPercent !== shares.at(-1)) shares.push(last.productionPercent);
      if (last.state !== "in-progress") return { last, shares };
      await clock.sleep(5_000);
    }
  }
  async function released(digit: string): Promise<string> {
    const id = await deployer().start(releaseOf(digit), `p-${digit}`);
    expect((await ended(id)).last.state).to.equal("succeeded");
    return id;
  }
  /** Longer than ECS keeps the old tasks: three minutes (the test's setting of the bake). */
  const oldTasksEnd = () => clock.sleep(5 * 60_000);

  /** Weight of each target group in production's rule. */
  function weights(): unknown[] {
    const { listenerRuleArns, targetGroupArns } = target().contract;
    const rule = api.cloud
      .list("aws:lb/listenerRule:ListenerRule")
      .find(({ state }) => state.arn === listenerRuleArns.production);
    const of = targetsOf(rule?.state ?? {});
    const { blue, green } = targetGroupArns;
    return [blue, green].map((group) => of.find(({ arn }) => arn === group)?.weight ?? 0);
  }

  it("[§7.1] shifts a tenth of the traffic, then all of it, and has succeeded with it", async () => {
    expect(await deployer().current()).to.equal(undefined);
    const before = weights();
    const id = await deployer().start(releaseOf("1"), "p-1");
    expect(await deployer().start(releaseOf("1"), "p-1")).to.equal(id);
    const { resourceId } = target().contract.scaling;
    expect(scalingOf(api.cloud, resourceId)).to.have.property("isSuspended", true);
    const { last, shares } = await ended(id);
    expect(shares).to.deep.equal([0, 10, 100]);
    expect(last.state).to.equal("succeeded");
    expect([before, weights()]).to.deep.equal([
      [100, 0],
      [0, 100],
    ]);
    await deployer().finish(id);
    expect(String(await deployer().current())).to.match(/nc-clock-stg-task:2$/);
  });

  it("goes back and forth between its target groups", async () => {
    await released("1");
    await oldTasksEnd();
    await released("2");
    expect(weights()).to.deep.equal([100, 0]);
  });

  it("is blocked while ECS still keeps the old tasks of the release before", async () => {
    const id = await released("1");
    const blocked = await deployer()
      .start(releaseOf("2"), "p-2")
      .catch((error: unknown) => error);
    expect(blocked).to.be.instanceOf(DeploymentBlocked);
    expect(Object(blocked).problems).to.deep.equal([
      `ECS carries out one deployment of clock at a time: ${id} is IN_PROGRESS`,
    ]);
  });

  it("[§14] is back at once while ECS keeps the old tasks", async () => {
    await released("1");
    await oldTasksEnd();
    const before = await deployer().current();
    const share = weights();
    if (before === undefined) throw new Error("nothing was released");
    const id = await released("2");
    const rollback = await deployer().rollBack(id, before);
    expect(weights()).to.deep.equal(share);
    expect(await deployer().rollBack(id, before)).to.equal(rollback);
    expect((await ended(rollback)).last.state).to.equal("succeeded");
    expect(await deployer().current()).to.equal(before);
    expect((await deployer().observe(id)).state).to.equal("rolled-back");
  });

  it("[§13] is taken back by ECS where an alarm of its canary goes off", async () => {
    await released("1");
    await oldTasksEnd();
    const before = await deployer().current();
    setBehaviour(api.account, digestOf("2"), "5xx");
    const { last, shares } = await ended(await deployer().start(releaseOf("2"), "p-2"));
    expect(last).to.include({
      state: "rolled-back",
      reason: "ECS deployment failed: alarm detected.",
    });
    expect(shares).to.deep.equal([0, 10]);
    expect(last.brokenAt).to.be.a("string");
    expect(await deployer().current()).to.equal(before);
  });

  it("is taken back by its circuit breaker where its tasks crash, before anybody saw it", async () => {
    await released("1");
    await oldTasksEnd();
    setBehaviour(api.account, digestOf("2"), "crashing");
    const { last, shares } = await ended(await deployer().start(releaseOf("2"), "p-2"));
    expect([last.state, shares]).to.deep.equal(["rolled-back", [0]]);
  });
});
