/** What CodeDeploy says of a deployment that has failed or was stopped (CodeDeploy API, DeploymentInfo). */
export interface StoppedDeployment {
  readonly id: string;
  /** State of the event: a rollback by an alarm ends as STOP. */
  readonly state: "FAILURE" | "STOP";
  /** `user`, or `codeDeployRollback` for a deployment that undoes another. */
  readonly creator: string;
  /** Such as `ALARM_ACTIVE`. @default - CodeDeploy names none */
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  /** Deployment that undoes it. @default - none does, or none yet */
  readonly rollback?: string | undefined;
  /** Deployment that it undoes. @default - it is no rollback */
  readonly undoes?: string | undefined;
  /** Whether its group rolls back what a person stops. */
  readonly rollsBackOnRequest: boolean;
}

/** Whether it is an incident (CI/CL-002 §14), and why. */
export type StopVerdict =
  | { readonly kind: "rolled-back" | "failed" | "rollback-failed"; readonly reason: string }
  | { readonly kind: "plain-stop" };

/**
 * Tells a rollback from a plain stop: the event says nothing of it. A person's stop is plain only where nothing is
 * rolled back. A rollback that fails itself is an incident of its own.
 */
export function verdictOn(deployment: StoppedDeployment): StopVerdict {
  const { state, creator, errorCode, errorMessage, rollback, undoes } = deployment;
  const reason = [errorCode, errorMessage].filter((each) => each !== undefined).join(": ");
  const words = reason === "" ? `CodeDeploy gives no reason (${state})` : reason;
  if (creator === "codeDeployRollback") {
    return { kind: "rollback-failed", reason: `The rollback of ${undoes ?? "?"} failed. ${words}` };
  }
  if (rollback !== undefined) return { kind: "rolled-back", reason: words };
  if (state === "FAILURE") return { kind: "failed", reason: words };
  const byPerson = errorCode === undefined || errorCode === "MANUAL_STOP";
  if (byPerson && !deployment.rollsBackOnRequest) return { kind: "plain-stop" };
  return { kind: "rolled-back", reason: words };
}
