import { expect } from "chai";
import { parseReleaseContract } from "../../infra/release/contract";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";
import { allReleases } from "./releases/all";
import { applyOlderPlan } from "./releases/older-plan";
import { changesBySettling } from "./releases/settled";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

describe("an environment and its releases", () => {
  const sandbox = testSandbox();
  const { cloud, service, fn, worker, job, flags } = allReleases(sandbox.folder);
  let delivery: ReturnType<typeof fn.deliver>;
  let deployment: ReturnType<typeof flags.deploy>;
  before(() => copyAppliedDev(sandbox));
  after(() => sandbox.remove());

  /** Nothing may change in a refresh and an update after `release`, whose own cases come below. */
  const settlesAfter = (release: () => void) =>
    it("changes nothing in the next refresh and update", async () => {
      release();
      expect(await changesBySettling(sandbox, cloud)).to.deep.equal([]);
    });

  describe("as it is made", () => {
    it("[§7.1] begins with a service without tasks, behind its first target group", () => {
      const wanted = { revision: 1, desiredCount: 0, group: "blue", suspended: false };
      expect(service.owned()).to.deep.equal(wanted);
    });
    it("[§7.2] begins with both aliases at the first version", () => {
      expect(fn.owned()).to.deep.equal({ live: ["1"], previous: ["1"] });
    });
    it("[§7.3] begins with an open intake, and without tasks", () => {
      expect(worker.owned()).to.deep.equal({ intake: "open", desiredCount: 0, revision: 1 });
    });
    it("[§7.3] begins with a schedule that is off", () => {
      expect(job.owned()).to.deep.equal(["DISABLED", 1]);
    });
    it("has a parameter for every workload that says what a release of it needs", () => {
      const contracts = cloud
        .list("aws:ssm/parameter:Parameter")
        .filter(({ inputs }) => String(inputs.name).endsWith("/config/release-contract"))
        .map(({ inputs }) => [
          inputs.name,
          parseReleaseContract(String(inputs.insecureValue)).kind,
        ]);

      expect(contracts).to.have.deep.members([
        ["/nc/dev/api-adapter/config/release-contract", "function"],
        ["/nc/dev/audit-digest/config/release-contract", "job"],
        ["/nc/dev/audit-queue/config/release-contract", "worker"],
        ["/nc/dev/core/config/release-contract", "terraform"],
        ["/nc/dev/ingest-worker/config/release-contract", "service"],
      ]);
    });
    it("[§10] begins with a place for flags, and none deployed", () => {
      const wanted = { state: "READY_FOR_DEPLOYMENT", versions: 0, deployments: 0 };
      expect(flags.owned()).to.deep.equal(wanted);
    });
  });

  describe("in the middle of releases", () => {
    settlesAfter(() => {
      service.suspend(true);
      service.release("a");
      delivery = fn.deliver("second");
      delivery.shift(10);
      worker.setIntake("drained");
      deployment = flags.deploy(true);
    });

    it("[§7.1] stays where traffic was shifted, with its scaling suspended", () => {
      const wanted = { revision: 2, desiredCount: 2, group: "green", suspended: true };
      expect(service.owned()).to.deep.equal(wanted);
    });
    it("[§7.2] stays as CodeDeploy has it while traffic is shared", () => {
      const live = ["1", { additionalVersionWeights: { "2": 0.1 } }];
      expect(fn.owned()).to.deep.equal({ live, previous: ["1"] });
    });
    it("[§7.3] keeps its intake closed while a release waits for its queue", () => {
      expect(worker.owned()).to.deep.equal({ intake: "drained", desiredCount: 0, revision: 1 });
    });
    it("[§10] leaves flags to their deployment, while it goes on", () => {
      expect(flags.owned()).to.deep.equal({ state: "DEPLOYING", versions: 1, deployments: 1 });
    });
  });

  describe("after its first releases", () => {
    settlesAfter(() => {
      service.suspend(false);
      delivery.finish();
      worker.release("a");
      worker.setIntake("open");
      job.release("a");
      deployment.finish();
    });

    it("[§7.1] stays at the second target group, with the revision of its release", () => {
      const wanted = { revision: 2, desiredCount: 2, group: "green", suspended: false };
      expect(service.owned()).to.deep.equal(wanted);
    });
    // The code is the version's, and no resource in the account may differ from before.
    it("[§7.2] stays at the new version and its code, once all traffic is there", () => {
      expect(fn.owned()).to.deep.equal({ live: ["2"], previous: ["1"] });
    });
    it("[§7.3] stays at the release that runs, with as many tasks as are wanted", () => {
      expect(worker.owned()).to.deep.equal({ intake: "open", desiredCount: 4, revision: 2 });
    });
    it("[§7.3] stays on, with the revision of its release", () => {
      expect(job.owned()).to.deep.equal(["ENABLED", 2]);
    });
    it("[§10] leaves flags to their deployment, after it too", () => {
      const wanted = { state: "READY_FOR_DEPLOYMENT", versions: 1, deployments: 1 };
      expect(flags.owned()).to.deep.equal(wanted);
    });
  });

  describe("after a second release of the service, and others that were taken back", () => {
    settlesAfter(() => {
      service.suspend(true);
      service.release("b");
      delivery = fn.deliver("third");
      delivery.shift(10);
      delivery.rollBack();
      worker.release("b").rollBack();
      job.release("b").rollBack();
      flags.deploy(10).rollBack();
    });

    it("[§7.1] stays back at the first target group", () => {
      const wanted = { revision: 3, desiredCount: 2, group: "blue", suspended: true };
      expect(service.owned()).to.deep.equal(wanted);
    });
    it("[§14] stays at the old version after a rollback", () => {
      expect(fn.owned()).to.deep.equal({ live: ["2"], previous: ["1"] });
    });
    it("[§14] stays at the release before, when ECS has taken one back", () => {
      expect(worker.owned()).to.deep.equal({ intake: "open", desiredCount: 4, revision: 2 });
    });
    it("[§14] stays on, with the revision before, when a release was taken back", () => {
      expect(job.owned()).to.deep.equal(["ENABLED", 2]);
    });
    it("[§10] leaves flags as they were before a deployment that was taken back", () => {
      expect(flags.owned()).to.deep.equal({ state: "ROLLED_BACK", versions: 2, deployments: 2 });
    });
  });

  describe("after a plan that is older than a release", () => {
    it("[§12] is as the plan has it, where the network is there", async () => {
      const { planned, unmade, applied } = await applyOlderPlan(sandbox, () => job.release("c"));
      expect(planned.changes).to.include({ create: 1, replace: 0, delete: 0 });
      expect(unmade).to.deep.equal([]);
      expect(applied.changes).to.deep.equal(planned.changes);
      const changed = applied.rows.filter(({ operation }) => operation === "change");
      expect(changed.map(({ type }) => type)).to.include.members([LOG_GROUP, SCHEDULE]);
      expect(job.expression()).to.equal("cron(0 7 * * ? *)");
    });
    it("[§7.3] stays on when the plan changes its schedule, as the workflow applies it", () => {
      expect(job.owned()).to.deep.equal(["ENABLED", 4]);
    });
  });
});
