import { CodeDeploy } from "@aws-sdk/client-codedeploy";
import { ECS } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { migrationRefusals } from "../../delivery/decisions/migrations/refusals";
import { fail, pass, type Verdict } from "../../delivery/decisions/verdict";
import { ENVIRONMENTS } from "../../infra/environments";
import { deploymentHook, type Judge } from "../support/hooks/deployment-hook";
import { report } from "../support/hooks/report";
import { ledgerOf } from "../support/ledger";
import { type Handler, type Runtime, variable } from "../support/runtime";
import { observed } from "../support/telemetry";
import { readContract } from "./contract";
import { readStoppedTask, type StoppedTask } from "./event";
import { handedOver } from "./handed-over";
import { promotedIn, readManifest } from "./release";
import { deployedRevision } from "./revision";
import { runTask, STARTED_BY, verdictOn } from "./task";

/**
 * Runs the migrations of a service's release before production traffic (CI/CL-002 §8), as a task of the new revision.
 * A task may take longer than a Lambda can: ECS asks again until it has ended, and for CodeDeploy the task's own end, which
 * EventBridge tells, is reported by a further call of this function.
 */
export function runMigrations(runtime: Runtime): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const ecs = new ECS({ ...runtime.aws });
  const codeDeploy = new CodeDeploy({ ...runtime.aws });
  const ledger = ledgerOf(runtime);

  const judge: Judge = async (deployment, { functionName }) => {
    const { id, execution, workload } = deployment;
    const contract = await readContract(runtime, { service: workload.name, environment });
    const { command } = contract.migrations ?? {};
    if (command === undefined) return pass(`${workload.name} has no migrations`);
    const promoted = promotedIn(await ledger.eventsOf(workload.name));
    // ECS deploys what the program changes, too: no release brings migrations then.
    if (promoted === undefined) {
      return execution === undefined
        ? pass("no release is being promoted")
        : fail("no release is being promoted: nobody says what may be migrated");
    }
    const at = { bucket: contract.artifactBucket, workload: workload.name };
    const [refusal, ...more] = migrationRefusals(await readManifest(runtime, at, promoted));
    if (refusal !== undefined) return fail(refusal, ...more);
    const taskDefinition = await deployedRevision(deployment, { codeDeploy, ecs });
    if (execution !== undefined) {
      const { containerName: container } = contract;
      await handedOver(runtime, functionName).keep(id, { execution, container });
    }
    return runTask(ecs, { deployment: id, contract, taskDefinition, command });
  };
  const hook = deploymentHook(runtime, judge);

  /** Reports how the migrations of CodeDeploy's deployment ended; ECS asks itself. */
  const reportEnd = async (task: StoppedTask, functionName: string): Promise<Verdict> => {
    const deployment = task.startedBy.slice(STARTED_BY.length);
    const waiting = await handedOver(runtime, functionName).find(deployment);
    if (waiting === undefined) return pass("no deployment of CodeDeploy's waits for it");
    const { execution, container } = waiting;
    const verdict = verdictOn(task, container);
    await report(codeDeploy, { by: "codedeploy", deployment, execution }, verdict);
    return verdict;
  };

  return (event, context) => {
    const task = readStoppedTask(event);
    if (task === undefined) return hook(event, context);
    return observed(runtime, context, async ({ log }) => {
      const verdict = await reportEnd(task, context.functionName);
      log.info(`the migrations: ${verdict.kind}`, { task, reasons: verdict.reasons });
      return verdict;
    });
  };
}
