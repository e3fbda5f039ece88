import type { ErrorCode } from "@aws-sdk/client-codedeploy";
import { ownEntries } from "../../own-entries";
import type { Platform, Step } from "./lifecycle";

/** One event of the lifecycle, as CodeDeploy shows it; times in ISO 8601. */
export interface LifecycleEvent {
  readonly name: string;
  readonly status: "Pending" | "InProgress" | "Succeeded" | "Failed" | "Skipped";
  readonly startTime?: string;
  readonly endTime?: string;
}

/** What an ECS deployment moves. */
export interface EcsTarget {
  readonly cluster: string;
  readonly serviceName: string;
  /** ARN of the new revision. */
  readonly taskDefinition: string;
  /** ARN of the target group that had the traffic. */
  readonly live: string;
  /** ARN of the target group that gets it. */
  readonly next: string;
  readonly productionListeners: readonly string[];
  readonly testListeners: readonly string[];
  /** Id of the new task set, once there is one. */
  readonly taskSetId?: string;
}

/** What a Lambda deployment moves. */
export interface LambdaTarget {
  readonly functionName: string;
  readonly alias: string;
  readonly currentVersion: string;
  readonly targetVersion: string;
}

/** Why a deployment ended before its time. */
export interface DeploymentError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A deployment of CodeDeploy, as the account records it; times in ISO 8601. */
export type Deployment = {
  deploymentId: string;
  applicationName: string;
  deploymentGroupName: string;
  deploymentConfigName: string;
  platform: Platform;
  status: "Created" | "InProgress" | "Ready" | "Succeeded" | "Failed" | "Stopped";
  creator: "user" | "codeDeployRollback";
  description?: string;
  /** The AppSpec, as it was given. */
  appSpec: string;
  createTime: string;
  startTime?: string;
  completeTime?: string;
  steps: readonly Step[];
  /** Index of the step that goes on. */
  cursor: number;
  /** When the step that goes on ends, or is given up. */
  dueAt?: string;
  /** Of the hook that is waited for. */
  hookExecutionId?: string;
  /** What it has reported. */
  hookReport?: "Succeeded" | "Failed";
  events: readonly LifecycleEvent[];
  /** How much traffic the new version has, 0 to 100. */
  percent: number;
  ecs?: EcsTarget;
  lambda?: LambdaTarget;
  serviceRoleArn: string;
  /** Alarms that stop it; none where the caller overrides them. */
  alarms: readonly string[];
  /** Events after which CodeDeploy rolls back. */
  rollbackEvents: readonly string[];
  errorInformation?: DeploymentError;
  rollbackInfo?: Readonly<Record<string, string>>;
};

/** The deployments of an account, by id. */
export const DEPLOYMENTS = ownEntries<Deployment>("sandbox:codedeploy/deployment");

/** Whether a deployment goes on. */
export function isRunning({ status }: Deployment): boolean {
  return status === "Created" || status === "InProgress" || status === "Ready";
}
