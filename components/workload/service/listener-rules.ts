import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { listenerPriority } from "../../../infra/catalog/kinds/service";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import type { Color } from "./target-groups";

export interface ListenerRulesArgs {
  /** The workload's context. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"service">;
  /** The environment's load balancer: its listeners' ARNs. */
  loadBalancer: EnvironmentResources["loadBalancer"];
  /** The service's two target groups, by colour. */
  groups: Record<Color, aws.lb.TargetGroup>;
}

/**
 * Makes the service's rule on each listener. Both begin with blue, in the form that a deployment
 * leaves behind; from then on, who has traffic is not the program's (docs/decisions/0007).
 */
export function listenerRules(
  name: string,
  { context, workload, loadBalancer, groups }: ListenerRulesArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const make = (key: "production" | "test", listenerArn: pulumi.Input<string>) =>
    new aws.lb.ListenerRule(
      `${name}-${key}`,
      {
        listenerArn,
        priority: listenerPriority(workload),
        conditions: [{ pathPattern: { values: [workload.route.path] } }],
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
