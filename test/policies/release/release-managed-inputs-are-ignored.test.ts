import { releaseManagedInputsAreIgnored } from "../../../policies/release/release-managed-inputs-are-ignored";

import { type Case, judges, LATER } from "../../support/violations";

const SERVICE = "aws:ecs/service:Service";
const CODE = ["s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"];
const POINTS = ["functionVersion", "routingConfig"];
const FIVE = [
  ...["taskDefinition", "desiredCount"],
  ...["loadBalancers", "networkConfiguration", "platformVersion"],
];
const service = (type: string, ...ignoreChanges: string[]): Case => ({
  type: SERVICE,
  props: { deploymentController: { type } },
  ignoreChanges,
});
const rule = (type: string, ...ignoreChanges: string[]): Case => ({
  type: "aws:lb/listenerRule:ListenerRule",
  props: { actions: [{ type }] },
  ignoreChanges,
});
const fn = (name: string, ...ignoreChanges: string[]): Case => ({
  type: "aws:lambda/function:Function",
  props: { name },
  ignoreChanges,
});
const alias = (functionName: string, ...ignoreChanges: string[]): Case => ({
  type: "aws:lambda/alias:Alias",
  props: { functionName },
  ignoreChanges,
});
const parameter = (name: string, ...ignoreChanges: string[]): Case => ({
  type: "aws:ssm/parameter:Parameter",
  props: { name },
  ignoreChanges,
});
const scaled = (...ignoreChanges: string[]): Case => ({
  type: "aws:appautoscaling/target:Target",
  props: {},
  ignoreChanges,
});
const schedule = (target: unknown, ...ignoreChanges: string[]): Case => ({
  type: "aws:scheduler/schedule:Schedule",
  props: { target },
  ignoreChanges,
});
const without = (paths: readonly string[], path: string) => paths.filter((each) => each !== path);

judges(releaseManagedInputsAreIgnored, {
  "[§7.1] passes a service of CodeDeploy's": service("CODE_DEPLOY", ...FIVE),
  "[§7.3] passes a rolling service": service("ECS", ...FIVE.slice(0, 2)),
  "passes a rolling service by default": {
    type: SERVICE,
    props: {},
    ignoreChanges: FIVE.slice(0, 2),
  },
  "asks the least of an unknown controller": service(LATER, ...FIVE.slice(0, 2)),
  "refuses a service that ignores nothing": {
    ...service("CODE_DEPLOY"),
    says: FIVE.map((path) => new RegExp(`^${path} is managed by releases`)),
  },
  ...Object.fromEntries(
    FIVE.map((path) => [
      `refuses a service of CodeDeploy's without ${path}`,
      { ...service("CODE_DEPLOY", ...without(FIVE, path)), says: [new RegExp(`^${path} `)] },
    ]),
  ),
  "refuses a rolling service without its count": {
    ...service("ECS", "taskDefinition"),
    says: [/^desiredCount/],
  },
  "passes a rule that forwards": rule("forward", "actions"),
  "passes a rule that redirects": rule("redirect"),
  "passes an unknown action": rule(LATER),
  "refuses a rule that forwards, and owns it": { ...rule("forward"), says: [/^actions/] },
  "refuses a listener that forwards, and owns it": {
    type: "aws:lb/listener:Listener",
    props: { defaultActions: [{ type: "forward" }] },
    says: [/^defaultActions/],
  },
  "[§7.2] passes a function whose code is its deliveries'": fn("nc-a-dev-function", ...CODE),
  "passes another function": fn("nc-a-dev-rotation"),
  "passes an unknown function": fn(LATER),
  "refuses a function that owns its code": {
    ...fn("nc-a-dev-function"),
    says: CODE.map((path) => new RegExp(`^${path} `)),
  },
  "passes an alias that CodeDeploy moves": alias("nc-a-dev-function", ...POINTS),
  "passes another function's alias": alias("nc-a-dev-rotation"),
  "refuses an alias that moves all traffic at once": {
    ...alias("nc-a-dev-function", "routingConfig"),
    says: [/^functionVersion/],
  },
  "refuses it by the function's ARN": {
    ...alias("arn:aws:lambda:ca-central-1:111111111111:function:nc-a-dev-function"),
    says: [/^functionVersion/, /^routingConfig/],
  },
  "passes a target whose limits and rest are set by releases": scaled(
    ...["minCapacity", "maxCapacity", "suspendedState"],
  ),
  "refuses a target that wakes up": {
    ...scaled("minCapacity", "maxCapacity"),
    says: [/^suspendedState/],
  },
  "refuses a target that starts tasks before the first release": {
    ...scaled("suspendedState"),
    says: [/^minCapacity/, /^maxCapacity/],
  },
  "[§7.3] passes a job whose revision is its release's": schedule(
    { ecsParameters: {} },
    ...["state", "target.ecsParameters.taskDefinitionArn"],
  ),
  "passes a job that is a function": schedule({ arn: LATER }, "state"),
  "refuses a job that the program starts again": {
    ...schedule({ ecsParameters: {} }, "target"),
    says: [/^state/],
  },
  "refuses a job that the program puts back": {
    ...schedule({ ecsParameters: {} }, "state"),
    says: [/^target\.ecsParameters\.taskDefinitionArn/],
  },
  "[§10] refuses flags that the program writes": {
    type: "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
    props: { content: "{}" },
    says: [/^content/],
  },
  "[§10] refuses flags that the program deploys": {
    type: "aws:appconfig/deployment:Deployment",
    props: {},
    says: [/^configurationVersion/],
  },
  "passes an intake that releases switch": parameter("/nc/dev/a/config/intake", "value"),
  "passes any other parameter": parameter("/nc/dev/a/config/log-level"),
  "passes an unknown parameter": parameter(LATER),
  "refuses an intake that the program opens": {
    ...parameter("/nc/dev/a/config/intake"),
    says: [/^value/],
  },
});
