import { isIgnored } from "../../infra/ignore-changes";
import { INTAKE, RELEASED } from "../../infra/naming/names";
import { ciCl002 } from "../support/frameworks";
import type { Inputs } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { each } from "../support/unknowns";

/** A workload's own function, by name or ARN; the name of a workload is never shortened in it. */
const WORKLOAD_FUNCTION = /(^|:)nc-[a-z0-9-]+-(dev|stg|prod)-function$/;

type ReleaseManaged<T extends string> = {
  readonly [Type in T]: (inputs: Inputs<Type>) => readonly string[];
};

function releaseManaged<T extends string>(table: ReleaseManaged<T>): ReleaseManaged<T> {
  return table;
}

/** Paths of the inputs, by type, that something else manages from the first release on. */
const MANAGED = releaseManaged({
  "aws:alb/listener:Listener": ({ defaultActions }) => traffic("defaultActions", defaultActions),
  "aws:alb/listenerRule:ListenerRule": ({ actions }) => traffic("actions", actions),
  "aws:appautoscaling/target:Target": () => ["minCapacity", "maxCapacity", "suspendedState"],
  "aws:appconfig/deployment:Deployment": () => ["configurationVersion"],
  "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": () => ["content"],
  "aws:ecs/service:Service": ({ deploymentController, loadBalancers }) =>
    deploymentController?.type === "CODE_DEPLOY"
      ? // ECS lets nobody but CodeDeploy change the last three.
        [
          "taskDefinition",
          "desiredCount",
          "loadBalancers",
          "networkConfiguration",
          "platformVersion",
        ]
      : ["taskDefinition", "desiredCount", ...(loadBalancers ? ["loadBalancers"] : [])],
  "aws:lambda/alias:Alias": ({ functionName }) =>
    WORKLOAD_FUNCTION.test(String(functionName)) ? ["functionVersion", "routingConfig"] : [],
  "aws:lambda/function:Function": ({ name }) =>
    WORKLOAD_FUNCTION.test(String(name))
      ? ["s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"]
      : [],
  "aws:lb/listener:Listener": ({ defaultActions }) => traffic("defaultActions", defaultActions),
  "aws:lb/listenerRule:ListenerRule": ({ actions }) => traffic("actions", actions),
  "aws:scheduler/schedule:Schedule": ({ target }) =>
    target?.ecsParameters === undefined
      ? ["state"]
      : ["state", "target.ecsParameters.taskDefinitionArn"],
  "aws:lb/targetGroup:TargetGroup": () => ["healthCheck.path"],
  "aws:ssm/parameter:Parameter": ({ name }) => {
    if (String(name).endsWith(`/config/${RELEASED}`)) return ["insecureValue"];
    return String(name).endsWith(`/config/${INTAKE}`) ? ["value"] : [];
  },
});

type ManagedType = keyof typeof MANAGED;

export const releaseManagedInputsAreIgnored = resourceRule({
  name: "release-managed-inputs-are-ignored",
  description:
    "Inputs that releases, CodeDeploy, autoscaling or AppConfig manage are in ignoreChanges.",
  why:
    "An update that sets one puts the old version back, past every alarm: all traffic to the old target " +
    "group, the alias to the old version, a drained worker to work. AWS refuses some of it, and the " +
    "update stops half-way.",
  remediationSteps: "Add the input to the `ignoreChanges` of the resource.",
  severity: "critical",
  framework: ciCl002("§7"),
  types: Object.keys(MANAGED) as ManagedType[],
  *check(subject) {
    for (const path of managedInputs(subject)) {
      if (isIgnored(subject.ignoreChanges, path)) continue;
      yield `${path} is managed by releases after the first one, and not in ignoreChanges`;
    }
  },
});

/** Whether something else manages inputs of resources of `type`, from the first release on. */
export function isReleaseManaged(type: string): boolean {
  return Object.hasOwn(MANAGED, type);
}

function managedInputs<T extends ManagedType>({
  type,
  props,
}: {
  readonly type: T;
  readonly props: Inputs<T>;
}): readonly string[] {
  return MANAGED[type](props);
}

/** The actions of a listener or a rule, where they say which target group has traffic. */
function traffic(
  input: string,
  actions: Inputs<"aws:lb/listenerRule:ListenerRule">["actions"],
): readonly string[] {
  return each(actions).some((action) => action?.type === "forward") ? [input] : [];
}
