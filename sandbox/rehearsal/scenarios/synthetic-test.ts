import type { Environment } from "../../../infra/environments";
import { physicalName } from "../../../infra/naming/names";
import { setBehaviour } from "../../api/simulation/behaviours";
import { runCanary } from "../../functions/run-canary";
import { holds, present } from "../check";
import { runningCode } from "../delivery/running-code";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

const STEPS = ["health", "readiness", "happy-path"];

/** CI/CL-002 §13: the test that calls a service as its users do. It follows the release of a service. */
export const syntheticTest: Scenario = {
  name: "synthetic-test",
  title: "The synthetic test calls a service as its users do, every minute",
  async run(stage, step) {
    const { name } = firstOf(stage, "service");
    await step(`it passes where ${name} answers in prod`, async () => {
      const found = await runTest(stage, "prod");
      holds("steps", found.steps, STEPS);
      holds("failure", found.failure, undefined);
      return [`${STEPS.join(", ")}: as the catalog expects`];
    });
    await step(`it fails, and says where, while ${name} answers 500 in stg`, async () => {
      const { stg } = stage.accounts;
      const code = present("code", runningCode(stage, "stg", firstOf(stage, "service")));
      setBehaviour(stg, code, "broken");
      const broken = await runTest(stage, "stg");
      setBehaviour(stg, code, "healthy");
      holds("steps", broken.steps, STEPS);
      const failure = present("failure", broken.failure);
      holds("steps that failed", failure.match(/answered 500: expected/g)?.length, STEPS.length);
      holds("failure once it answers", (await runTest(stage, "stg")).failure, undefined);
      return failure.split("; ");
    });
  },
};

function runTest(stage: Stage, environment: Environment) {
  const owner = { service: firstOf(stage, "service").name, environment };
  const canary = physicalName("aws:synthetics/canary:Canary", owner, "synthetic-check");
  return runCanary(stage.accounts[environment], canary);
}
