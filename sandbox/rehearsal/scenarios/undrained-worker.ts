import { configPath, INTAKE } from "../../../infra/naming/names";
import { holds, present } from "../check";
import { type Build, behave, build } from "../delivery/build";
import { codeOf } from "../delivery/code";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";
import { undone } from "./bad-service-releases";

/** CI/CL-002 §7.3, §14: a queue that does not drain stops a release. It follows `worker-release`. */
export const undrainedWorker: Scenario = {
  name: "undrained-worker",
  title:
    "A worker that cannot be drained keeps its tasks, takes messages again, and tells what is in flight",
  async run(stage, step) {
    const worker = firstOf(stage, "worker");
    const sound = codeOf(worker, "v1.0.0");
    await step(`${worker.name} v1.1.0 is not deployed while v1.0.0 does not finish`, async () => {
      behave(stage, { code: sound }, "slow");
      const released = await build(stage, worker, "v1.1.0");
      const evidence = await undone(stage, released, sound, {
        cause: "deployment-failure",
        productionPercent: 0,
        toldBy: "run",
      });
      behave(stage, { code: sound }, "healthy");
      const inFlight = toldInFlight(stage, released);
      holds("intake", intakeOf(stage, worker.name), "open");
      return [...evidence, inFlight, "its intake is open"];
    });
  },
};

/** What the incident says of the queue. */
function toldInFlight(stage: Stage, { release }: Build): string {
  const title = `Rollback of ${release.workload} ${release.version} in stg`;
  const incident = stage.accounts.stg.cloud
    .list("sandbox:ssm/opsItem")
    .find(({ state }) => String(state.title).startsWith(title));
  const { description } = present("incident", incident).state;
  const told = /\d+ messages are in flight/.exec(String(description))?.[0];
  return present("messages in flight", told);
}

function intakeOf({ accounts }: Stage, service: string): unknown {
  const key = configPath({ service, environment: "stg" }, INTAKE);
  return accounts.stg.cloud.get({ type: "aws:ssm/parameter:Parameter", key })?.state.value;
}
