import { type Deployer, DeploymentBlocked } from "../../../ports/deployer";
import { isNamed } from "../errors";
import { blueGreenState, productionPercentOf } from "./ecs/blue-green-state";
import { setHealthCheckPath } from "./ecs/idle-target-group";
import { resumeScaling, setLimits, suspendScaling } from "./ecs/scaling";
import { describeService, runRevision } from "./ecs/service";
import { describeDeployment, goesOn, newestDeployment } from "./ecs/service-deployments";
import { isReleased, registerRevision, runsImageOf } from "./ecs/task-definition";
import { publishDeployment } from "./owed/deployments-metric";
import { addShape, leaveShape } from "./owed/released-shapes";
import type { ServiceBy, Target } from "./target";

/** How long ECS may take to list a deployment that it was told to begin, in milliseconds. */
const LISTED_WITHIN = 60_000;
const INTERVAL = 1_000;

/** Begins the id of a rollback that is the end of a deployment: the deployment's ARN follows. */
const BACK = "rollback of ";

/** Deploys a service whose traffic ECS itself moves from blue tasks to green ones (CI/CL-002 §7.1). */
export function serviceByEcs(target: Target<ServiceBy<"ecs-native">>): Deployer {
  const { clients, contract, clock } = target;
  const { serviceName: service } = contract;
  /** Largest share of traffic that this run has seen of deployments while they went on, in percent. */
  const seen = new Map<string, number>();

  /** Lets the service run a revision. Answers the ARN of the deployment that ECS begins for it. */
  const update = async (taskDefinition: string): Promise<string> => {
    const before = await newestDeployment(target);
    await runRevision(target, taskDefinition);
    const until = clock.now().getTime() + LISTED_WITHIN;
    for (;;) {
      const arn = (await newestDeployment(target))?.serviceDeploymentArn;
      if (arn !== undefined && arn !== before?.serviceDeploymentArn) return arn;
      if (clock.now().getTime() >= until) throw new Error(`ECS began no deployment of ${service}`);
      await clock.sleep(INTERVAL);
    }
  };

  return {
    async current() {
      const { taskDefinition = "" } = await describeService(target);
      return (await isReleased(target, taskDefinition)) ? taskDefinition : undefined;
    },

    async start(release) {
      const newest = await newestDeployment(target);
      if (newest?.serviceDeploymentArn !== undefined && goesOn(newest)) {
        const { taskDefinition = "" } = await describeService(target);
        const isIt = await runsImageOf(target, taskDefinition, release);
        if (isIt) return newest.serviceDeploymentArn;
        throw new DeploymentBlocked("the deployment", [
          `ECS carries out one deployment of ${contract.service} at a time: ` +
            `${newest.serviceDeploymentArn} is ${newest.status}`,
        ]);
      }
      await addShape(target);
      const taskDefinition = await registerRevision(target, release);
      await setHealthCheckPath(target);
      await suspendScaling(target);
      return update(taskDefinition);
    },

    async observe(id) {
      const isRollback = id.startsWith(BACK);
      const found = await describeDeployment(target, isRollback ? id.slice(BACK.length) : id);
      if (goesOn(found)) seen.set(id, Math.max(seen.get(id) ?? 0, productionPercentOf(found)));
      // How far a deployment came that ended while nobody looked is unknown: it may have had all.
      const deployment = blueGreenState(id, found, seen.get(id) ?? 100);
      const { state, productionPercent } = deployment;
      if (state === "rolled-back" || state === "failed") await resumeScaling(target);
      if (isRollback)
        return state === "rolled-back" ? { ...deployment, state: "succeeded" } : deployment;
      if (productionPercent > 0) await publishDeployment(target, found.startedAt ?? clock.now());
      return deployment;
    },

    async finish(id) {
      const { startedAt = clock.now() } = await describeDeployment(target, id);
      await publishDeployment(target, startedAt);
      await setLimits(target);
      await leaveShape(target);
    },

    async rollBack(id, to) {
      const found = await describeDeployment(target, id);
      if (!goesOn(found) && found.status !== "ROLLBACK_SUCCESSFUL") return update(to);
      const ecs = await clients.ecs();
      const stop = { serviceDeploymentArn: id, stopType: "ROLLBACK" } as const;
      await ecs.stopServiceDeployment(stop).catch((error: unknown) => {
        // It has ended, or goes back already.
        if (!isNamed(error, "ConflictException")) throw error;
      });
      return `${BACK}${id}`;
    },
  };
}
