import type { Account, World } from "../../world";
import { publishEvent } from "../events/publish";
import type { ServiceDeployment } from "./deployment";

/** Source: ECS developer guide, "Amazon ECS service deployment state change events". */
export function publishChange(
  world: World,
  account: Account,
  { serviceArn, id }: ServiceDeployment,
  eventName: string,
  reason: string,
): Promise<void> {
  return publishEvent(world, account, {
    source: "aws.ecs",
    "detail-type": "ECS Deployment State Change",
    resources: [serviceArn],
    detail: {
      eventType: eventName.endsWith("FAILED") ? "ERROR" : "INFO",
      eventName,
      deploymentId: `ecs-svc/${id}`,
      updatedAt: world.clock.now().toISOString(),
      reason,
    },
  });
}
