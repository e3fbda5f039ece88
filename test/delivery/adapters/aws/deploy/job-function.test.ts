import { expect } from "chai";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import type { Deployment } from "../../../../../delivery/ports/deployer";
import { setBehaviour } from "../../../../../sandbox/api/simulation/behaviours";
import { everyOption } from "../../../../iam/support/every-option";
import { deliveries } from "../support/deliveries";
import { base64Of, releaseOfZip } from "../support/zip-release";

const JOB = "hand";

describe("the deployment of a job that runs as a function", () => {
  const { api, clock, clientsOf, contractOf } = deliveries(async () => everyOption());
  const deployer = () =>
    deployerOf({ clients: clientsOf(JOB), contract: contractOf(JOB, "job"), clock });
  const releaseOf = (code: string) =>
    releaseOfZip(clientsOf(JOB), contractOf(JOB, "job"), code, { kind: "job" });

  async function ended(id: string): Promise<Deployment> {
    for (;;) {
      const deployment = await deployer().observe(id);
      if (deployment.state !== "in-progress") return deployment;
      await clock.sleep(5_000);
    }
  }
  const alias = (name: string) =>
    api.cloud
      .list("aws:lambda/alias:Alias")
      .find(({ state }) => state.name === name && String(state.arn).includes(`nc-${JOB}-stg`))
      ?.state.functionVersion;
  const scheduleState = () =>
    api.cloud.list("aws:scheduler/schedule:Schedule").map(({ state }) => state.state);

  it("[§7.3] is called once after its first release, and then its schedule is enabled", async () => {
    expect(await deployer().current()).to.equal(undefined);
    const id = await deployer().start(await releaseOf("one"), "p-1");
    expect((await deployer().observe(id)).state).to.equal("in-progress");
    expect([alias("live"), alias("previous"), ...scheduleState()]).to.deep.equal([
      "2",
      "1",
      "DISABLED",
    ]);
    expect((await ended(id)).state).to.equal("succeeded");
    expect(scheduleState()).to.deep.equal(["ENABLED"]);
    expect(await deployer().current()).to.equal("2");
  });

  it("moves its alias with the next release, and back", async () => {
    await ended(await deployer().start(await releaseOf("one"), "p-1"));
    const id = await deployer().start(await releaseOf("two"), "p-2");
    expect((await ended(id)).state).to.equal("succeeded");
    await deployer().finish(id);
    expect([alias("live"), alias("previous")]).to.deep.equal(["3", "2"]);
    const rollback = await deployer().rollBack(id, "2");
    expect((await ended(rollback)).state).to.equal("succeeded");
    expect(alias("live")).to.equal("2");
  });

  it("stays disabled where its first run fails", async () => {
    setBehaviour(api.account, base64Of("one"), "crashing");
    const failed = await ended(await deployer().start(await releaseOf("one"), "p-1"));
    expect(failed).to.include({
      state: "failed",
      reason:
        "the first run failed: nc-hand-stg-function ended with an error. The schedule stays disabled.",
    });
    expect([scheduleState(), await deployer().current()]).to.deep.equal([["DISABLED"], undefined]);
  });
});
