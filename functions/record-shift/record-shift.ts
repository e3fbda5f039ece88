import { z } from "zod";
import { pass } from "../../delivery/decisions/verdict";
import { parseEvent } from "../../delivery/ledger/events";
import { ENVIRONMENTS } from "../../infra/environments";
import { deploymentHook } from "../support/hooks/deployment-hook";
import { ledgerOf } from "../support/ledger";
import { type Handler, type Runtime, variable } from "../support/runtime";

/**
 * Writes into the ledger that a deployment has production traffic, also where the run that started it is gone
 * (CI/CL-002 §7). The ledger has one event of it, whoever is the first to write: the hook, or the run.
 */
export function recordShift(runtime: Runtime): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const ledger = ledgerOf(runtime);

  return deploymentHook(runtime, async ({ id, workload }, { functionName: writer }) => {
    await ledger.record(
      parseEvent({
        type: "traffic-shifted",
        at: runtime.now().toISOString(),
        environment,
        app: workload.app,
        workload: workload.name,
        writer,
        deployment: id,
      }),
    );
    return pass(`${id} has traffic`);
  });
}
