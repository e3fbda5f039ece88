import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { CodeDeploy } from "@aws-sdk/client-codedeploy";
import { ECS } from "@aws-sdk/client-ecs";
import { Lambda } from "@aws-sdk/client-lambda";
import { z } from "zod";
import { migrationRefusals } from "../../delivery/decisions/migrations/refusals";
import { fail, pass, type Verdict } from "../../delivery/decisions/verdict";
import { ENVIRONMENTS } from "../../infra/environments";
import { migrationAge } from "../../infra/migration-metrics";
import { deploymentHook, type Judge } from "../support/hooks/deployment-hook";
import type { HookedDeployment } from "../support/hooks/hooked-deployment";
import { report } from "../support/hooks/report";
import { ledgerOf } from "../support/ledger";
import { type Handler, type Runtime, variable } from "../support/runtime";
import { observed } from "../support/telemetry";
import { readContract } from "./contract";
import { readEvent, type StoppedTask } from "./event";
import { type HandedOver, handedOver, type Waiting } from "./handed-over";
import { reconcile } from "./reconcile";
import { promotedIn, readManifest } from "./release";
import { deployedRevision } from "./revision";
import { findTask, STARTED_BY, shortId, startTask, verdictOn } from "./task";
import { callOnce } from "./version";

/**
 * Runs the migrations of a release before production traffic (CI/CL-002 §8): a service's as a task of the new revision, a
 * function's by a call of its new version.
 * A task may take longer than a Lambda can: ECS asks again until it has ended, and for CodeDeploy the task's own end, which
 * EventBridge tells, is reported by a further call of this function. By the clock it looks at those that go on: it reports an
 * end whose event was lost, and ends a task that has passed its deadline.
 */
export function runMigrations(runtime: Runtime): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const ecs = new ECS({ ...runtime.aws });
  const codeDeploy = new CodeDeploy({ ...runtime.aws });
  const cloudWatch = new CloudWatch({ ...runtime.aws });
  // What has been called may have run: the client tries nothing again.
  const lambda = new Lambda({ ...runtime.aws, maxAttempts: 1 });
  const ledger = ledgerOf(runtime);

  const judge: Judge = async (deployment, { functionName }) => {
    const { execution, workload } = deployment;
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
    const manifest = await readManifest(runtime, at, promoted);
    const [refusal, ...more] = migrationRefusals(manifest, environment);
    if (refusal !== undefined) return fail(refusal, ...more);
    const waits = handedOver(runtime, functionName);
    const id = shortId(deployment.id);
    const since = runtime.now().toISOString();
    if (contract.kind === "function") {
      const { version } = deployment;
      if (version === undefined) return fail(`CodeDeploy deploys no version of ${workload.name}`);
      await waits.keep(id, { execution, since });
      const migrate = { command, deployment: id, release: promoted.version };
      const called = { functionName: contract.functionName, version, event: { migrate } };
      const ended = await callOnce(runtime, lambda, functionName, called);
      if (ended.kind === "wait") return ended;
      // An AppSpec has one hook before traffic: the next one is called from here, and reports.
      const next = contract.hooks.smokeTest;
      try {
        if (ended.kind === "pass") await handOn(next, deployment);
      } finally {
        await waits.close(id);
      }
      if (ended.kind === "fail") return ended;
      return { kind: "wait", reasons: [...ended.reasons, `${next} reports`] };
    }
    const taskDefinition = await deployedRevision(deployment, { codeDeploy, ecs });
    const { cluster, containerName: container } = contract;
    await waits.keep(id, { execution, task: { cluster, container }, since });
    const migration = { deployment: deployment.id, contract, taskDefinition, command };
    // What was not started has failed: nobody is to be paged for its age.
    const arn = await startTask(ecs, migration).catch(async (error: unknown) => {
      await waits.close(id);
      throw error;
    });
    await waits.started(id, arn);
    const task = await findTask(ecs, cluster, arn);
    return task === undefined ? fail(`ECS no longer has ${arn}`) : verdictOn(task, container);
  };
  const hook = deploymentHook(runtime, judge);

  /** Calls another hook as CodeDeploy would. */
  const handOn = async (FunctionName: string, { id, execution }: HookedDeployment) => {
    const call = { DeploymentId: id, LifecycleEventHookExecutionId: execution };
    await lambda.invoke({ FunctionName, InvocationType: "Event", Payload: JSON.stringify(call) });
  };

  /** Tells CodeDeploy how the migrations of its deployment ended; ECS asks by itself. */
  const tell = async (deployment: string, { execution }: Waiting, verdict: Verdict) => {
    if (execution === undefined) return;
    await report(codeDeploy, { by: "codedeploy", deployment, execution }, verdict);
  };

  const reportEnd = async (task: StoppedTask, waits: HandedOver): Promise<Verdict> => {
    const deployment = task.startedBy.slice(STARTED_BY.length);
    const waiting = (await waits.all()).get(deployment);
    if (waiting === undefined) return pass("no deployment waits for it");
    if (waiting.task === undefined) return pass("a function's version migrates for it");
    const verdict = verdictOn(task, waiting.task.container);
    await tell(deployment, waiting, verdict);
    await waits.close(deployment);
    return verdict;
  };

  const lookAtOpen = async (waits: HandedOver) => {
    const found = await reconcile({
      handedOver: waits,
      now: runtime.now(),
      findTask: (cluster, task) => findTask(ecs, cluster, task),
      stopTask: async (cluster, task, reason) => {
        await ecs.stopTask({ cluster, task, reason });
      },
      report: tell,
    });
    const { namespace: Namespace, metricName: MetricName, dimensions } = migrationAge(environment);
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const Value = found.oldestMinutes;
    await cloudWatch.putMetricData({ Namespace, MetricData: [{ MetricName, Dimensions, Value }] });
    if (found.failures.length === 0) return found;
    throw new Error(`migrations were not looked at: ${found.failures.join("; ")}`);
  };

  return (event, context) => {
    const read = readEvent(event);
    if (read === undefined) return hook(event, context);
    const waits = handedOver(runtime, context.functionName);
    return observed(runtime, context, async ({ log }) => {
      const found =
        read.kind === "due" ? await lookAtOpen(waits) : await reportEnd(read.task, waits);
      log.info("the migrations that go on", { event: read, found });
      return found;
    });
  };
}
