import type { Service } from "@aws-sdk/client-ecs";
import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import type { Target } from "../target";

/** A workload that an ECS service keeps running. */
export type EcsServiceTarget = Target<ReleaseContractOf<"service" | "worker">>;

/** @throws {Error} if ECS does not have it */
export async function describeService({ clients, contract }: EcsServiceTarget): Promise<Service> {
  const { cluster, serviceName } = contract;
  const ecs = await clients.ecs();
  const { services } = await ecs.describeServices({ cluster, services: [serviceName] });
  const [found] = services ?? [];
  if (found === undefined) throw new Error(`ECS has no service ${serviceName} in ${cluster}`);
  return found;
}

/** ARN of the revision that has production's traffic. */
export async function primaryTaskDefinition(target: EcsServiceTarget): Promise<string> {
  const { taskSets = [], taskDefinition } = await describeService(target);
  const primary = taskSets.find(({ status }) => status === "PRIMARY");
  const arn = primary?.taskDefinition ?? taskDefinition;
  if (arn === undefined) throw new Error(`${target.contract.serviceName} runs nothing`);
  return arn;
}

/** Lets ECS replace the tasks by those of a revision. */
export async function runRevision(target: EcsServiceTarget, taskDefinition: string): Promise<void> {
  const { cluster, serviceName: service, scaling } = target.contract;
  const { desiredCount = 0 } = await describeService(target);
  const ecs = await target.clients.ecs();
  await ecs.updateService({
    cluster,
    service,
    taskDefinition,
    // Before the first release there are no tasks (docs/decisions/0008).
    ...(desiredCount < scaling.minCapacity && { desiredCount: scaling.minCapacity }),
  });
}

/** Asks for the catalog's least number of tasks: before the first release there are none (docs/decisions/0008). */
export async function startFirstTasks({ clients, contract }: EcsServiceTarget): Promise<void> {
  const { cluster, serviceName: service, scaling } = contract;
  const ecs = await clients.ecs();
  await ecs.updateService({ cluster, service, desiredCount: scaling.minCapacity });
}
