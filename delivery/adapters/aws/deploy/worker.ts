import type { ServiceDeploymentBrief } from "@aws-sdk/client-ecs";
import type { Deployer } from "../../../ports/deployer";
import { type Change, changeId, parseChange } from "./change-id";
import { runOnce } from "./ecs/run-once";
import { resumeScaling, setLimits, suspendScaling } from "./ecs/scaling";
import { describeService, runRevision } from "./ecs/service";
import { isReleased, registerRevision } from "./ecs/task-definition";
import { publishDeployment } from "./owed/deployments-metric";
import { addShape, leaveShape } from "./owed/released-shapes";
import { messagesInFlight, setIntake, type WorkerTarget } from "./worker/intake";
import { notMigrated, rolloutState, stepsOf } from "./worker/state";

/** What a switch is for: a rollback is carried out even when the queue is not drained in time. */
const WHYS = ["release", "rollback"] as const;

/** A switch to another revision, which began when the intake was closed. */
type Switch = Change<(typeof WHYS)[number]>;

/** How long no message may be in flight before the queue counts as drained, in milliseconds: SQS's count lags. */
const STABLE = 10_000;

/**
 * Deploys a worker (CI/CL-002 §7.3, docs/decisions/0016): its intake is closed, its queue drained, its tasks
 * replaced, and its intake opened again. No AWS service does these steps, so that `observe` takes the next
 * one that is due. It never waits, and a run that was killed is gone on with by the id alone.
 */
export function worker(target: WorkerTarget): Deployer {
  const { contract, clock } = target;
  let emptySince: number | undefined;

  const begin = async (why: Switch["why"], to: string) => {
    await suspendScaling(target);
    await setIntake(target, "drained");
    return changeId({ why, at: clock.now(), to });
  };

  /** Whether the queue is drained for good, or how many messages are in flight. */
  const drained = async ({ at }: Switch): Promise<true | number> => {
    const now = clock.now().getTime();
    const count = await messagesInFlight(target);
    if (count > 0) emptySince = undefined;
    else emptySince ??= now;
    const noticed = now >= at.getTime() + contract.drain.noticedSeconds * 1000;
    return noticed && emptySince !== undefined && now - emptySince >= STABLE ? true : count;
  };

  /** A release migrates its database once the queue is drained: nobody works then. A rollback never does. */
  const migrationsOf = async (id: string, { why, to: taskDefinition }: Switch) => {
    const { command } = contract.migrations ?? {};
    if (command === undefined || why === "rollback") return { state: "succeeded" } as const;
    return runOnce(target, { id: `migrations of ${id}`, taskDefinition, command });
  };
  const steps = stepsOf({ migrates: contract.migrations !== undefined });

  return {
    async current() {
      const { taskDefinition = "" } = await describeService(target);
      return (await isReleased(target, taskDefinition)) ? taskDefinition : undefined;
    },

    async start(release) {
      await addShape(target);
      return begin("release", await registerRevision(target, release));
    },

    async observe(id) {
      const wanted = parseChange(id, WHYS);
      const rollout = await rolloutSince(target, wanted);
      if (rollout !== undefined) {
        const ended = rolloutState(id, rollout, steps);
        if (ended.state === "in-progress") return ended;
        await setIntake(target, "open");
        if (wanted.why === "rollback" || ended.state !== "succeeded") await resumeScaling(target);
        return ended;
      }
      const { taskDefinition, deployments = [] } = await describeService(target);
      const settled = deployments.every(({ rolloutState }) => rolloutState === "COMPLETED");
      if (taskDefinition === wanted.to && settled) {
        await setIntake(target, "open");
        await resumeScaling(target);
        return { id, state: "succeeded", productionPercent: 100, steps: steps("done") };
      }
      const drain = await drained(wanted);
      const { noticedSeconds, longestJobSeconds } = contract.drain;
      const within = noticedSeconds + longestJobSeconds;
      const isLate = clock.now().getTime() >= wanted.at.getTime() + within * 1000;
      if (drain === true || (isLate && wanted.why === "rollback")) {
        const migrations = await migrationsOf(id, wanted);
        if (migrations.state === "in-progress") {
          return { id, state: "in-progress", productionPercent: 0, steps: steps("migrating") };
        }
        if (migrations.state === "failed") {
          await setIntake(target, "open");
          await resumeScaling(target);
          return notMigrated(id, migrations, steps("unmigrated"));
        }
        await runRevision(target, wanted.to);
        return { id, state: "in-progress", productionPercent: 0, steps: steps("replacing") };
      }
      if (!isLate) {
        return { id, state: "in-progress", productionPercent: 0, steps: steps("draining") };
      }
      await setIntake(target, "open");
      await resumeScaling(target);
      const reason =
        `the queue was not drained within ${within} seconds: ${drain} messages are in flight. ` +
        "The tasks are the same as before, and the intake is open again.";
      const brokenAt = clock.now().toISOString();
      return {
        id,
        state: "failed",
        productionPercent: 0,
        steps: steps("undrained"),
        reason,
        brokenAt,
      };
    },

    async finish(id) {
      const rollout = await rolloutSince(target, parseChange(id, WHYS));
      await publishDeployment(target, rollout?.startedAt ?? parseChange(id, WHYS).at);
      await setIntake(target, "open");
      await setLimits(target);
      await leaveShape(target);
    },

    async rollBack(_id, to) {
      const { taskDefinition } = await describeService(target);
      // A queue that was not drained has its tasks still: to drain it again would replace them with their own kind.
      if (taskDefinition === to) return changeId({ why: "rollback", at: clock.now(), to });
      return begin("rollback", to);
    },
  };
}

/** The replacement of tasks that a switch has begun: one at a time goes on, and each closes the intake first. */
async function rolloutSince(
  { clients, contract }: WorkerTarget,
  { at }: Switch,
): Promise<ServiceDeploymentBrief | undefined> {
  const { cluster, serviceName: service } = contract;
  const ecs = await clients.ecs();
  const { serviceDeployments = [] } = await ecs.listServiceDeployments({
    cluster,
    service,
    createdAt: { after: at },
  });
  // Newest first (ECS API, ListServiceDeployments).
  return serviceDeployments.findLast(({ createdAt = at }) => createdAt > at);
}
