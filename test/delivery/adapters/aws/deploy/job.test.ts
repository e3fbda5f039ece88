import { expect } from "chai";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import type { Deployment } from "../../../../../delivery/ports/deployer";
import { setBehaviour } from "../../../../../sandbox/api/simulation/behaviours";
import { TASK_RUNS } from "../../../../../sandbox/api/simulation/ecs/tasks";
import { deliveries, digestOf, releaseOfImage } from "../support/deliveries";

const JOB = "audit-digest";
const releaseOf = (digit: string) =>
  releaseOfImage(digit, { workload: JOB, kind: "job", app: "AuditHound" });

describe("the deployment of a job that runs as a task", () => {
  const { api, clock, clientsOf, contractOf } = deliveries();
  const deployer = () =>
    deployerOf({ clients: clientsOf(JOB), contract: contractOf(JOB, "job"), clock });

  async function ended(id: string): Promise<Deployment> {
    for (;;) {
      const deployment = await deployer().observe(id);
      if (deployment.state !== "in-progress") return deployment;
      await clock.sleep(5_000);
    }
  }
  const schedule = () => {
    const key = `nc-${JOB}-stg-schedule/nc-${JOB}-stg-schedule`;
    const found = api.cloud.get({ type: "aws:scheduler/schedule:Schedule", key });
    const { state, target, ...rest } = found?.state ?? {};
    const { ecsParameters, ...starts } = Object(target);
    const { taskDefinitionArn, ...parameters } = Object(ecsParameters);
    return { state, revision: taskDefinitionArn, rest: { ...rest, starts, parameters } };
  };
  const runs = () => TASK_RUNS.list(api.cloud).map(({ state }) => state);

  it("[§7.3] is run once after its first release, and then its schedule is enabled as it was", async () => {
    const before = schedule();
    expect(before.state).to.equal("DISABLED");
    expect(await deployer().current()).to.equal(undefined);
    const id = await deployer().start(releaseOf("1"), "p-1");
    const first = await deployer().observe(id);
    expect(first).to.include({ state: "in-progress", productionPercent: 0 });
    expect(schedule()).to.deep.equal(before);
    expect(await ended(id)).to.deep.include({
      state: "succeeded",
      productionPercent: 100,
      steps: [
        { name: "FirstRun", state: "succeeded" },
        { name: "UpdateSchedule", state: "succeeded" },
      ],
    });
    const after = schedule();
    expect(after.state).to.equal("ENABLED");
    expect(after.revision).to.match(/nc-audit-digest-stg-task:2$/);
    expect(after.rest).to.deep.equal(before.rest);
    const [run] = runs();
    expect(runs().length).to.equal(1);
    // The group by which the alarms count the ends of runs (docs/decisions/0017).
    expect(run).to.include({ group: contractOf(JOB, "job").schedule.name, exitCode: 0 });
    expect(run?.taskDefinitionArn).to.equal(after.revision);
  });

  it("is started by its schedule from its next release on, without a run of its own", async () => {
    await ended(await deployer().start(releaseOf("1"), "p-1"));
    const before = await deployer().current();
    const id = await deployer().start(releaseOf("2"), "p-2");
    expect(await ended(id)).to.deep.include({
      state: "succeeded",
      steps: [{ name: "UpdateSchedule", state: "succeeded" }],
    });
    await deployer().finish(id);
    await deployer().finish(id);
    expect([runs().length, schedule().revision === before]).to.deep.equal([1, false]);
    expect(await deployer().current()).to.equal(schedule().revision);
  });

  it("stays disabled where its first run fails, and the next release is run first again", async () => {
    setBehaviour(api.account, digestOf("1"), "crashing");
    const before = schedule();
    const failed = await ended(await deployer().start(releaseOf("1"), "p-1"));
    expect(failed).to.include({ state: "failed", productionPercent: 0 });
    expect(failed.reason).to.match(
      /^the first run failed: arn:aws:ecs:\S+ stopped with exit code 1: Essential container in task exited\. The schedule stays disabled\.$/,
    );
    expect(schedule()).to.deep.equal(before);
    await ended(await deployer().start(releaseOf("2"), "p-2"));
    expect([runs().length, schedule().state]).to.deep.equal([2, "ENABLED"]);
  });

  it("has failed where its first run has not ended after 24 hours: ECS would start it once more", async () => {
    setBehaviour(api.account, digestOf("1"), "hanging");
    const id = await deployer().start(releaseOf("1"), "p-1");
    const observedAfter = (hours: number) => {
      const now = () => new Date(clock.now().getTime() + hours * 3_600_000);
      const contract = contractOf(JOB, "job");
      return deployerOf({ clients: clientsOf(JOB), contract, clock: { ...clock, now } }).observe(
        id,
      );
    };
    expect(await observedAfter(23.9)).to.include({ state: "in-progress" });
    expect(await observedAfter(24)).to.include({
      state: "failed",
      reason:
        "the first run failed: it has not ended within 24 hours. The schedule stays disabled.",
    });
    expect([runs().length, schedule().state]).to.deep.equal([1, "DISABLED"]);
  });

  it("[§8] is refused with migrations, which nothing would run, and registers nothing", async () => {
    const migrations = { command: ["node", "migrate.js"] };
    const contract = { ...contractOf(JOB, "job"), migrations };
    const revisions = () => api.cloud.list("aws:ecs/taskDefinition:TaskDefinition").length;
    const before = revisions();
    const refused = await deployerOf({ clients: clientsOf(JOB), contract, clock })
      .start(releaseOf("1"), "p-1")
      .catch((error: Error) => error.message);
    expect(refused).to.equal(
      "the deployment of audit-digest:\n" +
        '  migrations is "node migrate.js": expected none, as the release of a job runs none: ' +
        "those of a service or a worker are run",
    );
    expect(revisions()).to.equal(before);
  });

  it("[§14] is back at once with the revision before", async () => {
    await ended(await deployer().start(releaseOf("1"), "p-1"));
    const before = await deployer().current();
    if (before === undefined) throw new Error("nothing was released");
    const id = await deployer().start(releaseOf("2"), "p-2");
    const rollback = await deployer().rollBack(id, before);
    expect((await ended(rollback)).state).to.equal("succeeded");
    expect(schedule()).to.include({ state: "ENABLED", revision: before });
    expect(await deployer().observe(id)).to.include({ state: "failed" });
  });
});
