import type { Deployment, TaskSet as TaskSetShape } from "@aws-sdk/client-ecs";
import type { Entry } from "../../../cloud/record";
import { behaviourOf } from "../../simulation/behaviours";
import { latestDeployment } from "../../simulation/ecs/deployment";
import { digestOf, findTaskDefinition } from "../../simulation/revisions";
import { taskSetsOf } from "../../simulation/task-sets";
import type { Account } from "../../world";

/** How many of the tasks that are wanted run: none of a revision that crashes. */
export function runningCount(account: Account, { state }: Entry): number {
  return runs(account, state.taskDefinition) ? Number(state.desiredCount) : 0;
}

/** The task sets of a service that CodeDeploy deploys. */
export function taskSetShapes(account: Account, service: Entry): TaskSetShape[] {
  return taskSetsOf(account, service).map((set) => {
    const running = runs(account, set.taskDefinition) ? set.desiredCount : 0;
    return {
      id: set.id,
      taskSetArn: `${String(service.state.arn).replace(":service/", ":task-set/")}/${set.id}`,
      serviceArn: set.serviceArn,
      clusterArn: String(service.state.cluster),
      status: set.status,
      taskDefinition: set.taskDefinition,
      computedDesiredCount: set.desiredCount,
      runningCount: running,
      pendingCount: set.desiredCount - running,
      createdAt: new Date(set.createdAt),
      stabilityStatus: running === set.desiredCount ? "STEADY_STATE" : "STABILIZING",
      loadBalancers: [{ targetGroupArn: set.targetGroupArn }],
    };
  });
}

/** The deployments of a service that ECS itself deploys: the newest one, and while it goes on the one before. */
export function deploymentsOf(account: Account, service: Entry): Deployment[] {
  const { taskDefinition, desiredCount } = service.state;
  const latest = latestDeployment(account, String(service.state.arn));
  const rollout = latest?.rollout ?? "COMPLETED";
  const running = runningCount(account, service);
  const at = new Date(latest?.createdAt ?? "2026-01-01T00:00:00.000Z");
  const primary: Deployment = {
    id: `ecs-svc/${latest?.id ?? "1"}`,
    status: "PRIMARY",
    taskDefinition: latest && rollout === "IN_PROGRESS" ? latest.after : String(taskDefinition),
    desiredCount: Number(desiredCount),
    runningCount: rollout === "IN_PROGRESS" ? 0 : running,
    pendingCount: rollout === "IN_PROGRESS" ? Number(desiredCount) : 0,
    failedTasks: latest?.failedTasks ?? 0,
    createdAt: at,
    updatedAt: at,
    rolloutState: rollout,
    rolloutStateReason: latest?.reason ?? "ECS deployment completed.",
  };
  if (rollout !== "IN_PROGRESS" || !latest) return [primary];
  return [
    primary,
    {
      id: "ecs-svc/0",
      status: "ACTIVE",
      taskDefinition: latest.before,
      desiredCount: Number(desiredCount),
      runningCount: Number(desiredCount),
      rolloutState: "COMPLETED",
    },
  ];
}

function runs(account: Account, taskDefinition: unknown): boolean {
  const revision = findTaskDefinition(account, taskDefinition);
  return revision !== undefined && behaviourOf(account, digestOf(revision)) !== "crashing";
}
