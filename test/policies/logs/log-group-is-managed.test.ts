import { logGroupIsManaged } from "../../../policies/logs/log-group-is-managed";
import { judgesPlans, LATER, type PlannedResource } from "../../support/violations";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const NAME = "/nc/dev/a/logs/tasks";
const ARN = `arn:aws:logs:ca-central-1:111111111111:log-group:${NAME}`;
const logs = (options: object, logDriver = "awslogs") => ({
  logConfiguration: { logDriver, options },
});
const good = logs({ "awslogs-group": NAME });
const containers = (...list: object[]) => ({
  type: TASK,
  props: { containerDefinitions: JSON.stringify(list) },
});
const group: PlannedResource = { type: GROUP, props: { name: NAME } };
const task: PlannedResource = containers({ name: "own", ...good });
const later = (from: PlannedResource["from"] = {}): PlannedResource => ({
  type: TASK,
  props: { containerDefinitions: LATER },
  from,
});
const fn = (props: object, from: PlannedResource["from"] = {}): PlannedResource => ({
  type: "aws:lambda/function:Function",
  props: { name: "nc-a-dev-function", ...props },
  from,
});
const stage = (destinationArn: string, from: PlannedResource["from"] = {}): PlannedResource => ({
  type: "aws:apigatewayv2/stage:Stage",
  props: { accessLogSettings: { destinationArn } },
  from,
});
const flow = (props: object): PlannedResource => ({ type: "aws:ec2/flowLog:FlowLog", props });
const cluster = (name: string): PlannedResource => ({
  type: "aws:ecs/cluster:Cluster",
  props: {
    name,
    settings: [{ name: "containerInsights", value: "enabled" }],
    configuration: {
      executeCommandConfiguration: { logConfiguration: { cloudWatchLogGroupName: NAME } },
    },
  },
});
const named = (name: string): PlannedResource => ({ type: GROUP, props: { name } });
const insights = named("/aws/ecs/containerinsights/nc-core/performance");

judgesPlans(logGroupIsManaged, {
  "[§13] passes tasks that log to a group of the plan": { plan: { group, task } },
  "passes unknown containers made from the group": {
    plan: { group, task: later({ containerDefinitions: ["group"] }) },
  },
  "passes a function's group": { plan: { group, fn: fn({ loggingConfig: { logGroup: NAME } }) } },
  "passes a function's group, unknown": {
    plan: { group, fn: fn({ loggingConfig: LATER }, { loggingConfig: ["group"] }) },
  },
  "passes the group that Lambda would make": {
    plan: { group: named("/aws/lambda/nc-a-dev-function"), fn: fn({ loggingConfig: LATER }) },
  },
  "passes a stage by ARN": { plan: { group, stage: stage(ARN) } },
  "passes a stage by ARN of streams": { plan: { group, stage: stage(`${ARN}:*`) } },
  "passes a stage by an unknown ARN": {
    plan: { group, stage: stage(LATER, { accessLogSettings: ["group"] }) },
  },
  "passes flow logs in a bucket": { plan: { flow: flow({ logDestinationType: "s3" }) } },
  "passes a cluster's two groups": { plan: { group, insights, cluster: cluster("nc-core") } },
  "refuses tasks that log elsewhere": {
    plan: { task },
    says: [/^task: its log group is \/nc\/dev\/a\/logs\/tasks, which this plan does not create/],
  },
  "refuses unknown containers made from no group": {
    plan: { group, task: later({ containerDefinitions: ["task"] }) },
    says: [/^task: its log group is containerDefinitions/],
  },
  "refuses a sidecar that logs elsewhere": {
    plan: { group, task: containers({ ...good }, { ...logs({ "awslogs-group": "/other" }) }) },
    says: [/^task: its log group is \/other/],
  },
  "refuses a function whose group Lambda makes": {
    plan: { group, fn: fn({}) },
    says: [/^fn: its log group is \/aws\/lambda\/nc-a-dev-function/],
  },
  "refuses a stage that logs elsewhere": {
    plan: { group, stage: stage(`${ARN}-2`) },
    says: [/^stage: .*tasks-2/],
  },
  "refuses flow logs to nowhere": {
    plan: { group, flow: flow({ logDestination: `${ARN}-2` }) },
    says: [/^flow: .*tasks-2/],
  },
  "refuses a cluster whose insights AWS keeps": {
    plan: { group, cluster: cluster("nc-core") },
    says: [/^cluster: .*containerinsights\/nc-core\/performance/],
  },
  "refuses a cluster whose enhanced insights AWS keeps": {
    plan: {
      group,
      cluster: {
        type: "aws:ecs/cluster:Cluster",
        props: { name: "nc-core", settings: [{ value: "x" }, { value: "enhanced" }] },
      },
    },
    says: [/^cluster: .*containerinsights\/nc-core\/performance/],
  },
  "passes a cluster without insights": {
    plan: {
      cluster: {
        type: "aws:ecs/cluster:Cluster",
        props: { name: "nc-core", settings: [{ value: "disabled" }] },
      },
    },
  },
  "passes a stage without logs, and a container without": {
    plan: { stage: { type: "aws:apigatewayv2/stage:Stage" }, task: containers({ name: "own" }) },
  },
  "passes unknown flow logs made from the group": {
    plan: {
      group,
      flow: { ...flow({ logDestination: LATER }), from: { logDestination: ["group"] } },
    },
  },
  "refuses unknown flow logs made from something else": {
    plan: { group, flow: { ...flow({ logDestination: LATER }), from: { name: ["group"] } } },
    says: [/^flow: its log group is logDestination, which/],
  },
  "refuses flow logs that say nothing": {
    plan: { group, flow: flow({}) },
    says: [/^flow: its log group is not given, which this plan does not create$/],
  },
  "refuses a name that holds such an ARN": {
    plan: { group, stage: stage(`x${ARN}`) },
    says: [/^stage/],
  },
  "refuses a function whose group is an empty name": {
    plan: { group, fn: fn({ loggingConfig: { logGroup: "" } }) },
    says: [/^fn: its log group is \/aws\/lambda\/nc-a-dev-function/],
  },
});
