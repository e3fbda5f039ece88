import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";

/** The two groups of a service: which one has traffic changes with each release. */
export type Color = "blue" | "green";

/** Only a default, and never used: ECS registers each task with its own port. */
const PORT = 80;

/** Time that a task has to end its requests once it is taken out, in seconds. */
const DRAIN = 30;

export interface TargetGroupsArgs {
  /** The workload's context. */
  context: Context;
  /** Id of the VPC, `vpc-...`. */
  vpcId: pulumi.Input<string>;
  /** What the load balancer asks of a task; 200 is healthy. */
  checks: WorkloadOf<"service">["checks"];
}

/**
 * Makes the two target groups between which a release moves a service. No input of theirs is one
 * that the catalog can change and AWS cannot: a group that is replaced would take its traffic along.
 */
export function targetGroups(
  name: string,
  { context, vpcId, checks }: TargetGroupsArgs,
  opts: pulumi.CustomResourceOptions,
): Record<Color, aws.lb.TargetGroup> {
  const make = (color: Color) =>
    new aws.lb.TargetGroup(
      `${name}-${color}`,
      {
        name: context.name("aws:lb/targetGroup:TargetGroup", color),
        targetType: "ip",
        protocol: "HTTP",
        port: PORT,
        vpcId,
        deregistrationDelay: DRAIN,
        healthCheck: {
          enabled: true,
          protocol: "HTTP",
          port: "traffic-port",
          path: checks.health,
          matcher: "200",
          interval: 10,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
        tags: context.tags(color),
      },
      opts,
    );
  return { blue: make("blue"), green: make("green") };
}
