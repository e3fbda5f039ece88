import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { listenerPriority } from "../../../infra/catalog/kinds/service";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import type { EnvironmentResources } from "../../environment-resources";

/** The two groups of a service: which one has traffic changes with each release. */
export type Color = "blue" | "green";

/** Only a default, and never used: ECS registers each task with its own port. */
const PORT = 80;

/** Time that a task has to end its requests once it is taken out, in seconds. */
const DRAIN = 30;

export interface TargetGroupsArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Id of the VPC, `vpc-...`. */
  vpcId: pulumi.Input<string>;
  /** Paths of the load balancer's health checks before the first release; status 200 is healthy. */
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
      // Each group keeps the path of the revision that is in it: a release sets its own on the idle one.
      { ...opts, ignoreChanges: ["healthCheck.path"] },
    );
  return { blue: make("blue"), green: make("green") };
}

/** Most values of the conditions of one rule (Elastic Load Balancing quotas). */
const PATHS_MAX = 5;

export interface ListenerRulesArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"service">;
  /** Paths that lead to the service: the catalog's, then those of earlier revisions. */
  paths: readonly string[];
  /** The environment's load balancer: its listeners' ARNs. */
  loadBalancer: EnvironmentResources["loadBalancer"];
  /** The service's two target groups, by colour. */
  groups: Record<Color, aws.lb.TargetGroup>;
}

/**
 * Sources whose requests the rule of a retired service takes: none, as the load balancer drops what
 * claims to come from its own loopback address. A rule has a condition at least.
 */
const NO_SOURCE = "127.0.0.1/32";

/**
 * Makes the service's rule on each listener. Both begin with blue, in the form that a deployment
 * leaves behind; from then on, who has traffic is not the program's (docs/decisions/0007). A retired service gives up
 * its path in place, so that who replaces it has taken it by then, and its tasks still run.
 */
export function listenerRules(
  name: string,
  { context, workload, paths, loadBalancer, groups }: ListenerRulesArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
) {
  if (paths.length > PATHS_MAX) {
    const want = `at most ${PATHS_MAX} paths until the next release, which takes the earlier ones away`;
    throw inputError(opts.parent, "route.path", paths.join(", "), want);
  }
  const make = (key: "production" | "test", listenerArn: pulumi.Input<string>) =>
    new aws.lb.ListenerRule(
      `${name}-${key}`,
      {
        listenerArn,
        priority: listenerPriority(workload),
        conditions: context.retired
          ? [{ sourceIp: { values: [NO_SOURCE] } }]
          : [{ pathPattern: { values: [...paths] } }],
        actions: [
          {
            type: "forward",
            forward: {
              targetGroups: [
                { arn: groups.blue.arn, weight: 100 },
                { arn: groups.green.arn, weight: 0 },
              ],
            },
          },
        ],
        tags: context.tags(`rule-${key}`),
      },
      { ...opts, ignoreChanges: ["actions"] },
    );
  return {
    production: make("production", loadBalancer.productionListenerArn),
    test: make("test", loadBalancer.testListenerArn),
  };
}

/** How long dev keeps the old tasks, in minutes. */
const DEV_WAIT_MINUTES = 5;

/**
 * Minutes for which the old tasks are kept after all traffic has shifted, and alarms still roll
 * back: prod's watch, stg's bake (CI/CL-002 §13).
 */
export function terminationWaitMinutes({ environment, settings }: Context): number {
  if (environment === "dev") return DEV_WAIT_MINUTES;
  return environment === "prod" ? settings.watchMinutes : settings.bakeMinutes;
}
