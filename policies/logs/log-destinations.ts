import { containersOf } from "../support/containers";
import { type Inputs, inputTable, readBy } from "../support/inputs";
import type { Planned } from "../support/plan";
import { given, isUnknown, UNKNOWN_INPUT } from "../support/unknowns";

/** A log group that a resource writes to. */
export interface LogDestination {
  /** Input that names it. */
  readonly key: string;
  /** Name or ARN of the log group, which may be unknown. */
  readonly group: unknown;
}

const INSIGHTS = ["enabled", "enhanced"];

/** The log group that a type names in one of its inputs, by name or ARN. */
const NAMED = inputTable({
  "aws:apigateway/stage:Stage": ({ accessLogSettings }) => accessLogSettings?.destinationArn,
  "aws:apigatewayv2/stage:Stage": ({ accessLogSettings }) => accessLogSettings?.destinationArn,
  "aws:codebuild/project:Project": ({ logsConfig }) => logsConfig?.cloudwatchLogs?.groupName,
  "aws:ecs/cluster:Cluster": ({ configuration }) =>
    configuration?.executeCommandConfiguration?.logConfiguration?.cloudWatchLogGroupName,
  "aws:pipes/pipe:Pipe": ({ logConfiguration }) =>
    logConfiguration?.cloudwatchLogsLogDestination?.logGroupArn,
  "aws:sfn/stateMachine:StateMachine": ({ loggingConfiguration }) =>
    loggingConfiguration?.logDestination,
});

/** More log groups of a type: in a list, or that AWS creates where the resource names none. */
const IMPLIED = {
  "aws:ec2/flowLog:FlowLog": ({ logDestinationType, logDestination }) =>
    logDestinationType === "s3" ? [] : [{ key: "logDestination", group: logDestination }],
  "aws:ecs/cluster:Cluster": ({ settings, name }) => {
    const insights = given(settings).some(({ value }) => INSIGHTS.includes(String(value)));
    const group = `/aws/ecs/containerinsights/${String(name)}/performance`;
    return insights ? [{ key: "name", group }] : [];
  },
  "aws:ecs/taskDefinition:TaskDefinition": (inputs) => {
    const key = "containerDefinitions";
    const containers = containersOf(inputs);
    if (isUnknown(containers)) return [{ key, group: UNKNOWN_INPUT }];
    return (containers ?? [])
      .map(({ definition }) => definition.logConfiguration?.options?.["awslogs-group"])
      .filter((group) => group !== undefined)
      .map((group) => ({ key, group }));
  },
  "aws:lambda/function:Function": ({ loggingConfig, name }, madeFrom) => {
    const key = "loggingConfig";
    const group = loggingConfig?.logGroup;
    const isGiven = typeof group === "string" ? group !== "" : madeFrom(key).length > 0;
    return [isGiven ? { key, group } : { key: "name", group: `/aws/lambda/${String(name)}` }];
  },
} satisfies {
  readonly [Type in ImpliedType]: (
    inputs: Inputs<Type>,
    madeFrom: Planned["madeFrom"],
  ) => readonly LogDestination[];
};

type ImpliedType =
  | "aws:ec2/flowLog:FlowLog"
  | "aws:ecs/cluster:Cluster"
  | "aws:ecs/taskDefinition:TaskDefinition"
  | "aws:lambda/function:Function";

/** The log groups that a resource writes to, those that AWS names for it included. */
export function logDestinationsOf(resource: Planned): LogDestination[] {
  const { type, props, madeFrom } = resource;
  const { field = "", values = [] } = readBy(NAMED, resource) ?? {};
  const [key = ""] = field.split(".");
  const named = values.flatMap((group) => (group === undefined ? [] : [{ key, group }]));
  const implied: Partial<
    Record<
      string,
      (inputs: Planned["props"], madeFrom: Planned["madeFrom"]) => readonly LogDestination[]
    >
  > = IMPLIED;
  return [...named, ...(implied[type]?.(props, madeFrom) ?? [])];
}
