import { containersOf } from "../support/containers";
import type { Planned } from "../support/rule";
import { at, UNKNOWN, valuesAt } from "../support/unknowns";

/** A log group that a resource writes to: its name, or what ends with it. */
export interface Written {
  /** Input that says so. */
  readonly key: string;
  /** Name or ARN of the log group. */
  readonly group: unknown;
}

const INSIGHTS = ["enabled", "enhanced"];

/** Where a type names the log group that it writes to: its input, and the path below it. */
const NAMED: Readonly<Record<string, readonly [input: string, path: string]>> = {
  "aws:apigateway/stage:Stage": ["accessLogSettings", "destinationArn"],
  "aws:apigatewayv2/stage:Stage": ["accessLogSettings", "destinationArn"],
  "aws:codebuild/project:Project": ["logsConfig", "cloudwatchLogs.groupName"],
  "aws:ecs/cluster:Cluster": [
    "configuration",
    "executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName",
  ],
  "aws:pipes/pipe:Pipe": ["logConfiguration", "cloudwatchLogsLogDestination.logGroupArn"],
  "aws:sfn/stateMachine:StateMachine": ["loggingConfiguration", "logDestination"],
};

/** The log groups that a resource writes to, those that AWS names for it included. */
export function writtenBy(each: Planned): Written[] {
  const { type, props } = each;
  const [input = "", path = ""] = NAMED[type] ?? [];
  const found = at(props[input], path);
  const written = found === undefined || found === null ? [] : [{ key: input, group: found }];
  switch (type) {
    case "aws:ec2/flowLog:FlowLog": {
      const { logDestinationType: kind = "cloud-watch-logs", logDestination: group } = props;
      return kind === "s3" ? [] : [{ key: "logDestination", group }];
    }
    case "aws:ecs/cluster:Cluster": {
      const insights = valuesAt(props, "settings.*.value").some((value) =>
        INSIGHTS.includes(String(value)),
      );
      const group = `/aws/ecs/containerinsights/${String(props.name)}/performance`;
      return insights ? [...written, { key: "name", group }] : written;
    }
    case "aws:ecs/taskDefinition:TaskDefinition": {
      const key = "containerDefinitions";
      const containers = containersOf(props);
      if (containers === UNKNOWN) return [{ key, group: UNKNOWN }];
      return (containers ?? [])
        .map((container) => at(container.props, "logConfiguration.options.awslogs-group"))
        .filter((group) => group !== undefined)
        .map((group) => ({ key, group }));
    }
    case "aws:lambda/function:Function":
      return [functionLog(each)];
  }
  return written;
}

/** Lambda makes a group of its own name where it is told none. */
function functionLog({ props, madeFrom }: Planned): Written {
  const key = "loggingConfig";
  const group = at(props[key], "logGroup");
  const isGiven = typeof group === "string" ? group !== "" : madeFrom(key).length > 0;
  return isGiven ? { key, group } : { key: "name", group: `/aws/lambda/${String(props.name)}` };
}
