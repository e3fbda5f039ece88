import { z } from "zod";
import { arn, codeDeploy, fields, hooks, running, scaling, task, text } from "./fields";

const service = {
  ...fields,
  ...running,
  ...task,
  kind: z.literal("service"),
  /** ECS service, by name. */
  serviceName: text,
  /** Port of the container that the load balancer reaches. */
  containerPort: z.int().min(1).max(65_535),
  /** The two between which traffic moves. */
  targetGroupArns: z.strictObject({ blue: arn, green: arn }),
  /** The rules that lead to them: of callers, and of tests before callers. */
  listenerRuleArns: z.strictObject({ production: arn, test: arn }),
  /** Port of the load balancer's test listener. */
  testPort: z.int().min(1).max(65_535),
  scaling,
} as const;

/** What a release of a service needs to know; `rollout` says who moves its traffic. */
export const serviceContract = z.discriminatedUnion("rollout", [
  z.strictObject({ ...service, rollout: z.literal("codedeploy"), codeDeploy, hooks }),
  z.strictObject({ ...service, rollout: z.literal("ecs-native"), hooks }),
]);
