import type { ServiceDeploymentBrief } from "@aws-sdk/client-ecs";
import type { Deployer, Deployment, DeploymentStep } from "../../../ports/deployer";
import { type Change, changeId, parseChange } from "./change-id";
import { resumeScaling, setLimits, suspendScaling } from "./ecs/scaling";
import { describeService } from "./ecs/service";
import { isReleased, registerRevision } from "./ecs/task-definition";
import { publishDeployment } from "./owed/deployments-metric";
import { addShape, leaveShape } from "./owed/released-shapes";
import { messagesInFlight, setIntake, type WorkerTarget } from "./worker/intake";

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
  const { contract, clock, clients } = target;
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

  const replaceTasks = async (taskDefinition: string) => {
    const { cluster, serviceName: service, scaling } = contract;
    const { desiredCount = 0 } = await describeService(target);
    const ecs = await clients.ecs();
    await ecs.updateService({
      cluster,
      service,
      taskDefinition,
      // Before the first release there are no tasks (docs/decisions/0008).
      ...(desiredCount < scaling.minCapacity && { desiredCount: scaling.minCapacity }),
    });
  };

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
        const ended = deploymentOf(id, rollout);
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
        return { id, state: "succeeded", productionPercent: 100, steps: stepsOf("done") };
      }
      const drain = await drained(wanted);
      const { noticedSeconds, longestJobSeconds } = contract.drain;
      const within = noticedSeconds + longestJobSeconds;
      const isLate = clock.now().getTime() >= wanted.at.getTime() + within * 1000;
      if (drain === true || (isLate && wanted.why === "rollback")) {
        await replaceTasks(wanted.to);
        return { id, state: "in-progress", productionPercent: 0, steps: stepsOf("replacing") };
      }
      if (!isLate) {
        return { id, state: "in-progress", productionPercent: 0, steps: stepsOf("draining") };
      }
      await setIntake(target, "open");
      await resumeScaling(target);
      const reason =
        `the queue was not drained within ${within} seconds: ${drain} messages are in flight. ` +
        "The tasks are the same as before, and the intake is open again.";
      const steps = stepsOf("undrained");
      const brokenAt = clock.now().toISOString();
      return { id, state: "failed", productionPercent: 0, steps, reason, brokenAt };
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

function deploymentOf(id: string, rollout: ServiceDeploymentBrief): Deployment {
  const {
    status,
    statusReason = "ECS gives no reason",
    finishedAt,
    serviceDeploymentArn,
  } = rollout;
  const broken = {
    reason: statusReason,
    ...(finishedAt && { brokenAt: finishedAt.toISOString() }),
  };
  switch (status) {
    case "SUCCESSFUL":
      return { id, state: "succeeded", productionPercent: 100, steps: stepsOf("done") };
    case "ROLLBACK_SUCCESSFUL":
      return {
        id,
        state: "rolled-back",
        productionPercent: 100,
        steps: stepsOf("replaced-badly"),
        ...broken,
        ...(serviceDeploymentArn !== undefined && { rollbackId: serviceDeploymentArn }),
      };
    case "STOPPED":
    case "ROLLBACK_FAILED":
      return {
        id,
        state: "failed",
        productionPercent: 100,
        steps: stepsOf("replaced-badly"),
        ...broken,
      };
    default:
      return { id, state: "in-progress", productionPercent: 100, steps: stepsOf("replacing") };
  }
}

const STEPS = ["CloseIntake", "Drain", "ReplaceTasks", "OpenIntake"] as const;

/** The state of each step, by how far a switch is. */
const STATES = {
  draining: ["succeeded", "in-progress", "pending", "pending"],
  undrained: ["succeeded", "failed", "skipped", "succeeded"],
  replacing: ["succeeded", "succeeded", "in-progress", "pending"],
  "replaced-badly": ["succeeded", "succeeded", "failed", "succeeded"],
  done: ["succeeded", "succeeded", "succeeded", "succeeded"],
} as const;

function stepsOf(progress: keyof typeof STATES): DeploymentStep[] {
  return STEPS.map((name, index) => ({ name, state: STATES[progress][index] ?? "pending" }));
}
