import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import { HOOKS, type Hook } from "../../../infra/naming/platform-names";
import type { EnvironmentResources } from "../../environment-resources";
import { platformArns } from "../../identity/arns";
import { serviceRole } from "../../identity/service-role";
import { allow } from "../../identity/statement";
import { type Color, terminationWaitMinutes } from "./blue-green";

const COMPONENT = "rollout";

/** Stage of a deployment in which ECS calls a function, by its folder in `functions/` (ECS API, DeploymentLifecycleHook). */
const STAGES = {
  "record-shift": "POST_PRODUCTION_TRAFFIC_SHIFT",
  "run-migrations": "POST_SCALE_UP",
  "smoke-test": "POST_TEST_TRAFFIC_SHIFT",
} as const satisfies Record<Hook, string>;

/** Least share of traffic that ECS moves in one step of a linear rollout, in percent (ECS API). */
const STEP_MIN = 3;

export interface NativeRolloutArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** How a release shifts traffic: the catalog's `traffic`, with percent and seconds. */
  traffic: WorkloadOf<"service">["traffic"];
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** The service's two target groups, by colour. */
  groups: Record<Color, aws.lb.TargetGroup>;
  /** The service's rule on each listener, which ECS rewrites. */
  rules: Record<"production" | "test", aws.lb.ListenerRule>;
  /** ARN of the function that a deployment calls, by its folder in `functions/`. */
  hookArns: EnvironmentResources["hookArns"];
  /** Whether its releases migrate a database. */
  migrates: boolean;
  /** Alarms that end a deployment and take it back. */
  rollbackAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/** Inputs of a service whose traffic ECS itself shifts. */
export type NativeRollout = ReturnType<typeof nativeRollout>;

/**
 * Makes the role with which ECS shifts a service's traffic by its listener rules, and says how it
 * does: as the catalog says, and all at once in dev.
 */
export function nativeRollout(
  name: string,
  args: NativeRolloutArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
) {
  const { context, groups, rules, rollbackAlarms, hookArns } = args;
  const hooks = HOOKS.filter((hook) => hook !== "run-migrations" || args.migrates);
  const { arn: roleArn, policy } = rolloutRole(name, args, opts);
  return {
    /** Resources that must exist before the service. */
    dependsOn: [policy],
    loadBalancer: {
      alternateTargetGroupArn: groups.green.arn,
      productionListenerRule: rules.production.arn,
      testListenerRule: rules.test.arn,
      roleArn,
    },
    service: {
      deploymentConfiguration: {
        ...strategy(context, args.traffic, opts.parent),
        bakeTimeInMinutes: `${terminationWaitMinutes(context)}`,
        lifecycleHooks: hooks.map((hook) => ({
          hookTargetArn: hookArns[hook],
          roleArn,
          lifecycleStages: [STAGES[hook]],
        })),
      },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: {
        enable: true,
        rollback: true,
        alarmNames: rollbackAlarms.map((each) => each.name),
      },
    },
  };
}

/** Bake times are text in the provider, and minutes. */
function strategy(context: Context, traffic: NativeRolloutArgs["traffic"], owner: pulumi.Resource) {
  const { type, percent, interval } = traffic;
  if (context.environment === "dev") return { strategy: "BLUE_GREEN" };
  const minutes = `${interval / 60}`;
  if (type === "canary") {
    return {
      strategy: "CANARY",
      canaryConfiguration: { canaryPercent: percent, canaryBakeTimeInMinutes: minutes },
    };
  }
  if (percent < STEP_MIN) {
    throw inputError(owner, "traffic.percent", percent, `at least ${STEP_MIN}, as ECS shifts it`);
  }
  return {
    strategy: "LINEAR",
    linearConfiguration: { stepPercent: percent, stepBakeTimeInMinutes: minutes },
  };
}

/** AWS's own policy for it reaches every listener and target group of the account. */
function rolloutRole(
  name: string,
  { context, permissionsBoundaryArn, groups, rules }: NativeRolloutArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const elb = "elasticloadbalancing";
  const reads = [
    "DescribeListeners",
    "DescribeRules",
    "DescribeTargetGroups",
    "DescribeTargetHealth",
  ];
  return serviceRole(
    `${name}-${COMPONENT}`,
    {
      context,
      component: COMPONENT,
      permissionsBoundaryArn,
      description: `ECS shifts the traffic of ${context.service}`,
      // No condition on who it acts for: AWS documents none for this role, and without the role no
      // traffic moves. To name it takes iam:PassRole in this account.
      service: "ecs.amazonaws.com",
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          // AWS takes no resource for these.
          allow("State", elb, reads, "*"),
          {
            ...allow("Rules", elb, ["ModifyRule"], []),
            Resource: [rules.production.arn, rules.test.arn],
          },
          {
            ...allow("Targets", elb, ["DeregisterTargets", "RegisterTargets"], []),
            Resource: [groups.blue.arn, groups.green.arn],
          },
          allow("Hooks", "lambda", ["InvokeFunction"], platformArns(context).hooks),
        ],
      }),
    },
    opts,
  );
}
