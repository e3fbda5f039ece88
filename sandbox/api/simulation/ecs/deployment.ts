import { ownEntries } from "../../own-entries";
import type { Account } from "../../world";
import type { BlueGreen } from "./blue-green";

/** States of a deployment by ECS. Source: ECS API, ServiceDeployment. */
export type ServiceDeploymentStatus =
  | "PENDING"
  | "IN_PROGRESS"
  | "SUCCESSFUL"
  | "STOPPED"
  | "ROLLBACK_IN_PROGRESS"
  | "ROLLBACK_SUCCESSFUL"
  | "ROLLBACK_FAILED";

/** A deployment of a service by ECS itself; times in ISO 8601. */
export type ServiceDeployment = {
  /** The last part of its ARN. */
  id: string;
  /** `arn:aws:ecs:<region>:<account>:service-deployment/<cluster>/<service>/<id>` */
  arn: string;
  serviceArn: string;
  clusterArn: string;
  status: ServiceDeploymentStatus;
  /** What DescribeServices says of it. */
  rollout: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  reason: string;
  /** ARN of the revision that ran before. */
  before: string;
  /** ARN of the revision that is deployed. */
  after: string;
  /** How it shifts traffic from the old tasks to new ones. @default - it replaces them */
  blueGreen?: BlueGreen;
  failedTasks: number;
  /** Failed tasks after which ECS gives up; none where the circuit breaker is off. */
  failureThreshold?: number;
  /** Whether ECS goes back by itself. */
  rollsBack: { onFailure: boolean; onAlarm: boolean };
  /** Alarms that stop it. */
  alarms: readonly string[];
  triggeredAlarms: readonly string[];
  createdAt: string;
  /** When its rollback began. */
  failedAt?: string;
  finishedAt?: string;
  /** When its next step is. */
  dueAt?: string;
};

/** The deployments by ECS of an account, by ARN. */
export const SERVICE_DEPLOYMENTS = ownEntries<ServiceDeployment>("sandbox:ecs/serviceDeployment");

/** The deployments of a service, newest first. */
export function serviceDeployments({ cloud }: Account, serviceArn: string): ServiceDeployment[] {
  return SERVICE_DEPLOYMENTS.list(cloud)
    .map(({ state }) => state)
    .filter((each) => each.serviceArn === serviceArn)
    .sort((a, b) => b.id.localeCompare(a.id));
}

/** The newest deployment of a service; `undefined` where there was none. */
export function latestDeployment(account: Account, serviceArn: string) {
  return serviceDeployments(account, serviceArn)[0];
}

/** Whether a deployment goes on. */
export function goesOn({ status }: ServiceDeployment): boolean {
  return status === "PENDING" || status === "IN_PROGRESS" || status === "ROLLBACK_IN_PROGRESS";
}

/** `arn:aws:ecs:<region>:<account>:service-revision/<cluster>/<service>/<revision>` */
export function revisionArn(
  { serviceArn: arn }: Pick<ServiceDeployment, "serviceArn">,
  taskDefinition: string,
): string {
  const revision = taskDefinition.slice(taskDefinition.lastIndexOf(":") + 1).padStart(19, "0");
  return `${arn.replace(":service/", ":service-revision/")}/${revision}`;
}
