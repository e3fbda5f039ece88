import { INTAKE } from "../../infra/naming/paths";
import { at, type Props, valuesAt } from "../support/unknowns";

/** What ECS lets nobody but CodeDeploy change on a service of CodeDeploy's. */
const CODE_DEPLOYED = ["loadBalancers", "networkConfiguration", "platformVersion"];

/** What a release owns of a service, whoever shifts its traffic. */
const RELEASED = ["taskDefinition", "desiredCount"];

/** Between how many tasks a service scales, and whether it does. */
const SCALED = ["minCapacity", "maxCapacity", "suspendedState"];

/** A workload's own function, by name or ARN; the name of a workload is never shortened in it. */
const DELIVERED = /(^|:)nc-[a-z0-9-]+-(dev|stg|prod)-function$/;

/** Inputs, by type, that somebody else owns from the first release on. */
const OWNED: Readonly<Record<string, (props: Props) => readonly string[]>> = {
  "aws:alb/listener:Listener": balanced("defaultActions"),
  "aws:alb/listenerRule:ListenerRule": balanced("actions"),
  "aws:appautoscaling/target:Target": () => SCALED,
  "aws:appconfig/deployment:Deployment": () => ["configurationVersion"],
  "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": () => ["content"],
  "aws:ecs/service:Service": (props) =>
    at(props, "deploymentController.type") === "CODE_DEPLOY"
      ? [...RELEASED, ...CODE_DEPLOYED]
      : RELEASED,
  "aws:lambda/alias:Alias": ({ functionName }) =>
    DELIVERED.test(String(functionName)) ? ["functionVersion", "routingConfig"] : [],
  "aws:lambda/function:Function": ({ name }) =>
    DELIVERED.test(String(name)) ? ["s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"] : [],
  "aws:lb/listener:Listener": balanced("defaultActions"),
  "aws:lb/listenerRule:ListenerRule": balanced("actions"),
  "aws:scheduler/schedule:Schedule": (props) =>
    at(props, "target.ecsParameters") === undefined
      ? ["state"]
      : ["state", "target.ecsParameters.taskDefinitionArn"],
  "aws:ssm/parameter:Parameter": ({ name }) =>
    String(name).endsWith(`/config/${INTAKE}`) ? ["value"] : [],
};

/** Dotted paths of the inputs that somebody else owns of a resource. */
export function ownedElsewhere(type: string, props: Props): readonly string[] {
  return OWNED[type]?.(props) ?? [];
}

/** Whether there are such inputs in any resource of `type`. */
export function mayBeOwnedElsewhere(type: string): boolean {
  return Object.hasOwn(OWNED, type);
}

/** The actions of a listener or a rule, where they say which target group has traffic. */
function balanced(input: string): (props: Props) => readonly string[] {
  return (props) =>
    valuesAt(props, `${input}.*`).some((action) => at(action, "type") === "forward") ? [input] : [];
}
