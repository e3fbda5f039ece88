import type {
  ServiceDeployment,
  ServiceDeploymentBrief,
  ServiceDeploymentStatus,
} from "@aws-sdk/client-ecs";
import type { EcsServiceTarget } from "./service";

/** States of a deployment that has not ended (ECS API, ServiceDeployment). */
const RUNNING: readonly (ServiceDeploymentStatus | undefined)[] = [
  "PENDING",
  "IN_PROGRESS",
  "STOP_REQUESTED",
  "ROLLBACK_REQUESTED",
  "ROLLBACK_IN_PROGRESS",
];

/** Whether a deployment by ECS goes on, forwards or back. */
export function goesOn({ status }: Pick<ServiceDeployment, "status">): boolean {
  return RUNNING.includes(status);
}

/** The newest deployment of a service by ECS; nothing before the first. */
export async function newestDeployment({
  clients,
  contract,
}: EcsServiceTarget): Promise<ServiceDeploymentBrief | undefined> {
  const { cluster, serviceName: service } = contract;
  const ecs = await clients.ecs();
  // Newest first (ECS API, ListServiceDeployments).
  const { serviceDeployments } = await ecs.listServiceDeployments({ cluster, service });
  return serviceDeployments?.[0];
}

/** @throws {Error} if ECS does not have it */
export async function describeDeployment(
  { clients }: EcsServiceTarget,
  arn: string,
): Promise<ServiceDeployment> {
  const ecs = await clients.ecs();
  const { serviceDeployments } = await ecs.describeServiceDeployments({
    serviceDeploymentArns: [arn],
  });
  const [found] = serviceDeployments ?? [];
  if (found === undefined) throw new Error(`ECS has no deployment ${arn}`);
  return found;
}
