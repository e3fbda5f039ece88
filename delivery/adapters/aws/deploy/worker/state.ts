import type { ServiceDeploymentBrief } from "@aws-sdk/client-ecs";
import type { Deployment, DeploymentStep } from "../../../../ports/deployer";
import type { RunState } from "../run-state";

/** A worker's deployment once ECS replaces its tasks, or has done so. */
export function rolloutState(
  id: string,
  rollout: ServiceDeploymentBrief,
  steps: ReturnType<typeof stepsOf>,
): Deployment {
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
      return { id, state: "succeeded", productionPercent: 100, steps: steps("done") };
    case "ROLLBACK_SUCCESSFUL":
      return {
        id,
        state: "rolled-back",
        productionPercent: 100,
        steps: steps("replaced-badly"),
        ...broken,
        ...(serviceDeploymentArn !== undefined && { rollbackId: serviceDeploymentArn }),
      };
    case "STOPPED":
    case "ROLLBACK_FAILED":
      return {
        id,
        state: "failed",
        productionPercent: 100,
        steps: steps("replaced-badly"),
        ...broken,
      };
    default:
      return { id, state: "in-progress", productionPercent: 100, steps: steps("replacing") };
  }
}

const STEPS = ["CloseIntake", "Drain", "Migrate", "ReplaceTasks", "OpenIntake"] as const;

/** The state of each step, by how far a switch is. */
const STATES = {
  draining: ["succeeded", "in-progress", "pending", "pending", "pending"],
  undrained: ["succeeded", "failed", "skipped", "skipped", "succeeded"],
  migrating: ["succeeded", "succeeded", "in-progress", "pending", "pending"],
  unmigrated: ["succeeded", "succeeded", "failed", "skipped", "succeeded"],
  replacing: ["succeeded", "succeeded", "succeeded", "in-progress", "pending"],
  "replaced-badly": ["succeeded", "succeeded", "succeeded", "failed", "succeeded"],
  done: ["succeeded", "succeeded", "succeeded", "succeeded", "succeeded"],
} as const;

/** The steps of a worker's deployment, by how far it is; `Migrate` is one only where it migrates. */
export function stepsOf({ migrates }: { readonly migrates: boolean }) {
  return (progress: keyof typeof STATES): DeploymentStep[] =>
    STEPS.map((name, index) => ({ name, state: STATES[progress][index] ?? "pending" })).filter(
      ({ name }) => migrates || name !== "Migrate",
    );
}

/** A worker's deployment whose migrations failed. */
export function notMigrated(
  id: string,
  { reason: why, endedAt }: Extract<RunState, { readonly state: "failed" }>,
  steps: readonly DeploymentStep[],
): Deployment {
  const reason =
    `the migrations failed: ${why}. ` +
    "The tasks are the same as before, and the intake is open again.";
  const failed = { id, state: "failed", productionPercent: 0, steps, reason } as const;
  return endedAt === undefined ? failed : { ...failed, brokenAt: endedAt.toISOString() };
}
