import { expect } from "chai";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import type { Deployment } from "../../../../../delivery/ports/deployer";
import { setBehaviour } from "../../../../../sandbox/api/simulation/behaviours";
import { TASK_RUNS } from "../../../../../sandbox/api/simulation/ecs/tasks";
import { everyOption } from "../../../../iam/support/every-option";
import { deliveries, digestOf, releaseOfImage } from "../support/deliveries";

const WORKER = "crank";

describe("the deployment of a worker that migrates a database", () => {
  const { api, clock, clientsOf, contractOf } = deliveries(async () => everyOption());
  const deployer = () =>
    deployerOf({ clients: clientsOf(WORKER), contract: contractOf(WORKER, "worker"), clock });

  /** Observes a release until it has ended: its last state, and the step of each look. */
  async function ended(digit: string): Promise<{ last: Deployment; steps: unknown[] }> {
    const release = releaseOfImage(digit, { workload: WORKER, kind: "worker" });
    const observer = deployer();
    const id = await observer.start(release, `p-${digit}`);
    const steps: unknown[] = [];
    for (;;) {
      const last = await observer.observe(id);
      const step = last.steps.find(({ state }) => state === "in-progress")?.name;
      if (step !== undefined && step !== steps.at(-1)) steps.push(step);
      if (last.state !== "in-progress") return { last, steps };
      await clock.sleep(5_000);
    }
  }
  const intake = () =>
    api.cloud.get({ type: "aws:ssm/parameter:Parameter", key: `/nc/stg/${WORKER}/config/intake` })
      ?.state.value;

  it("[§8] runs its migrations once, when its queue is drained and before its tasks are replaced", async () => {
    const { last, steps } = await ended("1");
    expect([last.state, steps]).to.deep.equal(["succeeded", ["Drain", "Migrate", "ReplaceTasks"]]);
    const runs = TASK_RUNS.list(api.cloud).map(({ state }) => state);
    expect(runs).to.have.length(1);
    expect(runs[0]).to.include({ exitCode: 0, group: `family:nc-${WORKER}-stg-task` });
    expect(intake()).to.equal("open");
  });

  it("keeps its tasks, and takes messages again, where its migrations fail", async () => {
    const before = await deployer().current();
    setBehaviour(api.account, digestOf("1"), "crashing");
    const { last, steps } = await ended("1");
    expect([last.state, steps]).to.deep.equal(["failed", ["Drain", "Migrate"]]);
    expect(last.reason).to.match(
      /^the migrations failed: arn:\S+ stopped with exit code 1: .*\. The tasks are the same as before, and the intake is open again\.$/,
    );
    expect([await deployer().current(), intake()]).to.deep.equal([before, "open"]);
  });
});
