import { Lambda } from "@aws-sdk/client-lambda";
import { z } from "zod";
import { pass } from "../../delivery/decisions/verdict";
import { ENVIRONMENTS } from "../../infra/environments";
import { workloadNames } from "../../infra/naming/workload-names";
import { deploymentHook } from "../support/hooks/deployment-hook";
import { type Handler, type Runtime, variable } from "../support/runtime";
import { STEPS, stepsOf } from "../synthetic-check/check";
import { send } from "../synthetic-check/request";
import { type Ask, takeSteps } from "./attempts";
import { callVersion } from "./version";

/** Longest that one request may take, in milliseconds: as in a synthetic test. */
const LIMIT_MS = 10_000;

/**
 * Asks a new version what the synthetic tests ask, before it has production traffic (CI/CL-002 §11, §13): a service
 * by the listener of tests, a function by its version. What answers otherwise is refused.
 */
export function smokeTest(runtime: Runtime): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const testUrl = variable(runtime, "TEST_URL");
  const lambda = new Lambda({ ...runtime.aws });
  const request = runtime.request ?? send;

  return deploymentHook(runtime, ({ workload, version }) => {
    const { name: service, checks } = workload;
    if (checks === undefined) return Promise.resolve(pass(`${service} answers no requests`));
    const { function: functionName } = workloadNames({ service, environment });
    const ask: Ask =
      version === undefined
        ? (step) => request(step, LIMIT_MS)
        : (step) => callVersion(lambda, { functionName, version }, step);
    const steps = stepsOf(version === undefined ? testUrl : `https://${service}`, checks);
    return takeSteps(
      STEPS.map((each) => steps[each]),
      ask,
      runtime.sleep,
    );
  });
}
