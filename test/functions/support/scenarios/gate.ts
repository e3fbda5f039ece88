import { isDeepStrictEqual } from "node:util";
import { bodyFor, waitingRun, webhookCall } from "../../gate-deployment/support";
import { RETRIES, type Scenario } from "./scenario";

export const GATE_DEPLOYMENT: Scenario = {
  component: "gate-deployment",
  prepare: (here) => void here.github.state.runs.push(waitingRun()),
  async deliver(here) {
    const answer = await here.call("gate-deployment", webhookCall(bodyFor(here)));
    await here.pass(RETRIES);
    // GitHub shows what it could not deliver, and delivers it again where it is asked to.
    if ("error" in answer) await here.call("gate-deployment", webhookCall(bodyFor(here)));
    await here.pass(RETRIES);
  },
  async state(here, _, mayRepeat) {
    const answers = here.github.state.runs.flatMap((run) => run.ruleAnswers);
    return {
      // GitHub may be told twice while the run waits for another rule, and the same alone (docs/decisions/0045).
      answers: mayRepeat ? distinct(answers) : answers,
      kept: here.queued("gate-deployment-failed-events"),
    };
  },
  expected: {
    answers: [
      {
        environment: "dev",
        state: "approved",
        comment: "**ingest-worker: may be deployed**\n- passed: release-kind",
        user: "nc-gate[bot]",
      },
    ],
    kept: [],
  },
};

/** It cannot call itself at first: what it has begun is given up, to begin again when GitHub calls again. */
export const GATE_DEPLOYMENT_AGAIN: Scenario = {
  ...GATE_DEPLOYMENT,
  async deliver(here) {
    const fault = { fault: "server-error", operation: "lambda:Invoke" } as const;
    here.world.faults.push({ ...fault, times: 99, afterwards: false });
    await here.call("gate-deployment", webhookCall(bodyFor(here)));
    here.world.faults.length = 0;
    await GATE_DEPLOYMENT.deliver(here);
  },
};

function distinct<T>(values: readonly T[]): T[] {
  return values.filter(
    (each, at) => values.findIndex((one) => isDeepStrictEqual(one, each)) === at,
  );
}
