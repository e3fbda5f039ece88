import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupCommand,
  type ProtocolEnum,
  type Rule,
  type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { targetsOf } from "../../cloud/deployments/codedeploy";
import { hexDigits } from "../../cloud/identifiers";
import type { Entry, Properties } from "../../cloud/record";
import { objectOf } from "../../cloud/values";
import { type Ask, operation } from "../operation";
import { findBy } from "../resources";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { behaviourOf } from "../simulation/behaviours";
import { historyOf } from "../simulation/traffic/history";
import type { Account } from "../world";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const RULE = "aws:lb/listenerRule:ListenerRule";
const LISTENER = "aws:lb/listener:Listener";

const DESCRIBE_TARGET_GROUPS = operation(DescribeTargetGroupsCommand, {
  asks: () => asksFor("DescribeTargetGroups"),
  handle({ TargetGroupArns, Names }, { account }) {
    const found = account.cloud
      .list(TARGET_GROUP)
      .filter(({ state }) => !TargetGroupArns || TargetGroupArns.includes(String(state.arn)))
      .filter(({ state }) => !Names || Names.includes(String(state.name)));
    if (found.length < (TargetGroupArns ?? Names ?? []).length) {
      throw new ServiceError("TargetGroupNotFound", "One or more target groups not found");
    }
    return { TargetGroups: found.map(targetGroupOf) };
  },
});

const MODIFY_TARGET_GROUP = operation(ModifyTargetGroupCommand, {
  asks: ({ TargetGroupArn = "" }) => [
    { action: "elasticloadbalancing:ModifyTargetGroup", resource: TargetGroupArn },
  ],
  handle({ TargetGroupArn, HealthCheckPath }, { account }) {
    const group = findBy(account, TARGET_GROUP, "arn", TargetGroupArn);
    if (!group) {
      throw new ServiceError("TargetGroupNotFound", "One or more target groups not found");
    }
    const changed = account.cloud.patch(group, (state) => ({
      ...state,
      healthCheck: {
        ...objectOf(state.healthCheck),
        ...(HealthCheckPath !== undefined && { path: HealthCheckPath }),
      },
    }));
    return { TargetGroups: [targetGroupOf(changed)] };
  },
});

const DESCRIBE_TARGET_HEALTH = operation(DescribeTargetHealthCommand, {
  asks: () => asksFor("DescribeTargetHealth"),
  handle({ TargetGroupArn }, { account }) {
    const group = findBy(account, TARGET_GROUP, "arn", TargetGroupArn);
    if (!group)
      throw new ServiceError("TargetGroupNotFound", "One or more target groups not found");
    return { TargetHealthDescriptions: healthOf(account, group) };
  },
});

const DESCRIBE_RULES = operation(DescribeRulesCommand, {
  asks: () => asksFor("DescribeRules"),
  handle({ ListenerArn, RuleArns }, { account }) {
    const found = account.cloud
      .list(RULE)
      .filter(({ state }) => !ListenerArn || state.listenerArn === ListenerArn)
      .filter(({ state }) => !RuleArns || RuleArns.includes(String(state.arn)));
    if (found.length < (RuleArns ?? []).length) {
      throw new ServiceError("RuleNotFound", "One or more rules not found");
    }
    return { Rules: found.map(({ state }) => ruleOf(state)) };
  },
});

const DESCRIBE_LISTENERS = operation(DescribeListenersCommand, {
  asks: () => asksFor("DescribeListeners"),
  handle({ LoadBalancerArn, ListenerArns }, { account }) {
    const found = account.cloud
      .list(LISTENER)
      .filter(({ state }) => !LoadBalancerArn || state.loadBalancerArn === LoadBalancerArn)
      .filter(({ state }) => !ListenerArns || ListenerArns.includes(String(state.arn)));
    return {
      Listeners: found.map(({ state }) => ({
        ListenerArn: String(state.arn),
        LoadBalancerArn: String(state.loadBalancerArn),
        Port: Number(state.port),
        Protocol: state.protocol === "HTTP" ? "HTTP" : "HTTPS",
      })),
    };
  },
});

/** Elastic Load Balancing: what a deployment looks at, and the path of health checks that it sets. */
export const ELASTIC_LOAD_BALANCING = service(
  new ElasticLoadBalancingV2Client({ region: "us-east-1" }),
  [
    DESCRIBE_LISTENERS,
    DESCRIBE_RULES,
    DESCRIBE_TARGET_GROUPS,
    DESCRIBE_TARGET_HEALTH,
    MODIFY_TARGET_GROUP,
  ],
);

function asksFor(action: string): Ask[] {
  return [{ action: `elasticloadbalancing:${action}`, resource: "*" }];
}

function targetGroupOf({ state }: Entry) {
  const Protocol: ProtocolEnum = state.protocol === "HTTPS" ? "HTTPS" : "HTTP";
  return {
    TargetGroupArn: String(state.arn),
    TargetGroupName: String(state.name),
    Protocol,
    Port: Number(state.port),
    VpcId: String(state.vpcId),
    TargetType: "ip" as const,
    HealthCheckPath: String(Object(state.healthCheck).path ?? "/"),
  };
}

function ruleOf(state: Properties): Rule {
  const conditions = (state.conditions ?? []) as Properties[];
  return {
    RuleArn: String(state.arn),
    Priority: String(state.priority),
    IsDefault: false,
    Conditions: conditions.flatMap(({ pathPattern }) => {
      const { values } = Object(pathPattern);
      return Array.isArray(values)
        ? [{ Field: "path-pattern", PathPatternConfig: { Values: values.map(String) } }]
        : [];
    }),
    Actions: [
      {
        Type: "forward",
        ForwardConfig: {
          TargetGroups: targetsOf(state).map(({ arn, weight }) => ({
            TargetGroupArn: String(arn),
            Weight: Number(weight),
          })),
        },
      },
    ],
  };
}

/** Each task that is behind the group: one that crashes fails the checks. */
function healthOf(account: Account, { state }: Entry): TargetHealthDescription[] {
  const loads = historyOf(account, String(state.arnSuffix)).at(-1)?.loads ?? [];
  return loads.flatMap(({ code, tasks }) =>
    Array.from({ length: tasks }, (_, index): TargetHealthDescription => {
      const crashes = behaviourOf(account, code) === "crashing";
      const address = Number.parseInt(hexDigits([state.arn, code, index], 4), 16);
      return {
        Target: { Id: `10.0.${address >> 8}.${address % 256}`, Port: Number(state.port) },
        TargetHealth: crashes
          ? { State: "unhealthy", Reason: "Target.FailedHealthChecks" }
          : { State: "healthy" },
      };
    }),
  );
}
