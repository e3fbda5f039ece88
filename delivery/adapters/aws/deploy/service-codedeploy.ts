import type { Deployer } from "../../../ports/deployer";
import { ecsAppSpec } from "./code-deploy/app-spec";
import { observeDeployment } from "./code-deploy/observe";
import { rollBackService } from "./code-deploy/roll-back";
import { createDeployment, findDeployment, refuseWhileAnotherRuns } from "./code-deploy/start";
import { setHealthCheckPath } from "./ecs/idle-target-group";
import { resumeScaling, setLimits, suspendScaling } from "./ecs/scaling";
import { primaryTaskDefinition, startFirstTasks } from "./ecs/service";
import { isReleased, registerRevision } from "./ecs/task-definition";
import { publishDeployment } from "./owed/deployments-metric";
import { addShape, leaveShape } from "./owed/released-shapes";
import type { ServiceBy, Target } from "./target";

/** Deploys a service with CodeDeploy: new tasks, then their traffic (CI/CL-002 §7.1). */
export function serviceByCodeDeploy(target: Target<ServiceBy<"codedeploy">>): Deployer {
  const { contract, clock } = target;
  const current = async () => {
    const runs = await primaryTaskDefinition(target);
    return (await isReleased(target, runs)) ? runs : undefined;
  };
  return {
    current,

    async start(release, promotion) {
      const purpose = `promotion ${promotion}` as const;
      const found = await findDeployment(target, purpose);
      if (found?.deploymentId !== undefined) return found.deploymentId;
      await refuseWhileAnotherRuns(target);
      await addShape(target);
      const taskDefinition = await registerRevision(target, release);
      await setHealthCheckPath(target);
      await suspendScaling(target);
      if ((await current()) === undefined) await startFirstTasks(target);
      const appSpec = ecsAppSpec(contract, taskDefinition, contract.hooks);
      return createDeployment(target, { purpose, appSpec });
    },

    async observe(id) {
      const { deployment, trafficSince, isRollback } = await observeDeployment(target, id);
      if (trafficSince !== undefined && !isRollback) await publishDeployment(target, trafficSince);
      const { state } = deployment;
      const isBack = state === "rolled-back" || (isRollback && state === "succeeded");
      if (isBack || state === "failed") await resumeScaling(target);
      return deployment;
    },

    async finish(id) {
      const { trafficSince = clock.now() } = await observeDeployment(target, id);
      await publishDeployment(target, trafficSince);
      await setLimits(target);
      await leaveShape(target);
    },

    rollBack: (id, to) => rollBackService(target, id, to),
  };
}
