import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { AwsClients } from "../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../delivery/adapters/aws/contracts";
import { deployerOf } from "../../delivery/adapters/aws/deploy/deployer";
import { parseRelease } from "../../delivery/decisions/release/release";
import type { Deployer } from "../../delivery/ports/deployer";
import { type Moto, motoFor } from "../support/moto";
import { type Backend, makeBackend } from "./backend";
import { makeNcLane, type NcLane } from "./nc-lane";
import { describeWithTerraform } from "./with-terraform";

describeWithTerraform("the deployer of a Terraform stack, with a real terraform", () => {
  let moto: Moto;
  let backend: Backend;
  let lane: NcLane;
  let deployer: () => Promise<Deployer>;

  before(async function () {
    moto = await motoFor(this);
    backend = await makeBackend(moto.url);
    lane = await makeNcLane(moto.url, backend);
    const clients = new AwsClients({
      region: "ca-central-1",
      endpoint: moto.url,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const env = { ...process.env, ...lane.env };
    const { signal } = new AbortController();
    deployer = async () =>
      deployerOf({
        clients,
        contract: await parameterContracts(clients, "dev").of("core"),
        clock: { now: () => new Date(), sleep: (milliseconds) => setTimeout(milliseconds) },
        terraform: { repository: lane.folder, env, signal },
      });
  });

  after(async () => {
    lane?.remove();
    await moto?.stop();
  });

  /** A release of what is checked out, with its plan. */
  const release = async (version: string) => {
    const { code, output } = await lane.nc("plan --json");
    expect(code, output).to.equal(0);
    const sha256 = JSON.parse(output.slice(output.indexOf("{\n"))).answer.sha256;
    return releaseWith(version, lane.git("rev-parse", "HEAD"), sha256);
  };
  const ended = async (by: Deployer, id: string) => {
    for (;;) {
      const found = await by.observe(id);
      if (found.state !== "in-progress") return found;
      await setTimeout(100);
    }
  };
  const retention = async () => {
    const state = JSON.parse((await backend.read("core/terraform.tfstate")) ?? "{}");
    return state.outputs.retention.value;
  };
  let good = "";

  it("[§6] applies the plan of the release, once", async () => {
    const by = await deployer();
    expect(await by.current()).to.equal(undefined);
    const first = await release("v1.0.0");
    good = first.commit;

    const id = await by.start(first, "core-v1.0.0");
    expect(await by.start(first, "core-v1.0.0")).to.equal(id);
    expect(await ended(by, id)).to.include({ state: "succeeded", productionPercent: 100 });
    await by.finish(id);

    expect(await retention()).to.deep.equal({ documents: 365, drafts: 30 });
    expect(await by.current()).to.equal(good);
    // Another run of the same promotion finds it, and applies nothing again.
    expect(await (await deployer()).start(first, "core-v1.0.0")).to.equal(id);
  });

  it("[§14] returns to the last good commit where an apply fails half-way", async () => {
    const by = await deployer();
    lane.commitChange("= 30", "= 7");
    lane.commitStep("exit 3");
    const bad = await release("v1.1.0");

    const id = await by.start(bad, "core-v1.1.0");
    const failed = await ended(by, id);
    expect(failed.state).to.equal("failed");
    expect(failed.reason).to.include("Error: local-exec provisioner error");

    const rollback = await by.rollBack(id, good);
    expect(await ended(by, rollback)).to.include({ state: "succeeded" });
    expect(await retention()).to.deep.equal({ documents: 365, drafts: 30 });
    expect(await by.current()).to.equal(good);
  });

  it("[§6] is refused with a plan that the state has overtaken, and brings nothing back", async () => {
    const by = await deployer();
    lane.git("checkout", "--quiet", good);
    lane.commitChange("= 30", "= 20");
    const overtaken = await release("v1.1.1");
    const fix = await release("v1.1.2");
    await ended(by, await by.start(fix, "core-v1.1.2"));

    const refused = await ended(by, await by.start(overtaken, "core-v1.1.1"));
    lane.git("checkout", "--quiet", "main");

    // There is nothing to undo: what has overtaken it stays.
    expect(await retention()).to.deep.equal({ documents: 365, drafts: 20 });
    expect(refused).to.include({ state: "rolled-back", productionPercent: 0 });
    expect(refused.reason).to.include("Error: Saved plan is stale");
    expect(refused.reason).to.include("Nothing was changed. Plan again");
  });

  it("has failed where its run has died, whatever it has done until then", async () => {
    const dead = await deployer();
    lane.git("rm", "--quiet", "iac/stacks/core/step.tf");
    const last = lane.commitChange("= 7", "= 8");
    const interrupted = await release("v1.2.0");
    const id = await dead.start(interrupted, "core-v1.2.0");

    const other = await (await deployer()).observe(id);
    expect(other).to.include({ state: "failed", reason: "the run that applied it has died" });
    expect(last).to.equal(interrupted.commit);
    await ended(dead, id);
  });

  it("refuses a release without a plan for the environment, or with another commit's", async () => {
    const by = await deployer();
    const whole = await release("v1.3.0");
    const plans = { ...whole, artifacts: [] };
    const other = { ...whole, commit: good };
    expect(await messageOf(by.start(plans, "none"))).to.equal(
      "the release v1.3.0:\n  plans for dev is 0: expected one",
    );
    expect(await messageOf(by.start(other, "other"))).to.equal(
      `the plan:\n  commit is "${good}": expected ${whole.commit}, as the plan was approved`,
    );
  });

  it("refuses a commit that the clone has not", async () => {
    const by = await deployer();
    const unknown = "0".repeat(40);
    expect(await messageOf(by.rollBack("x", unknown))).to.match(
      /^the checkout:\n {2}commit is "0{40}": expected a commit of the clone in /,
    );
  });
});

function releaseWith(version: string, commit: string, sha256: string) {
  return parseRelease({
    schema: 1,
    version,
    workload: "core",
    kind: "terraform",
    app: "Neurocipher",
    commit,
    repository: "neurocipher/infrastructure",
    repositoryId: 700_000_004,
    run: { id: 1, attempt: 1, startedBy: "octocat" },
    taggedAt: "2026-03-02T09:00:00.000Z",
    artifacts: [
      { type: "terraform-plan", environment: "dev", key: `core/plan/${sha256}/tfplan.bin`, sha256 },
    ],
    flags: [],
    change: { type: "standard", risk: "low", summary: `core ${version}` },
  });
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "it did not fail",
    (error: Error) => error.message,
  );
}
