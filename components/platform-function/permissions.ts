import type { Context } from "../../infra/context";
import { platformKeyAlias } from "../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";

/** Last part of the name of the queue of events that a function could not handle. */
export function failedEventsOf(component: string): string {
  return `${component}-failed-events`;
}

/** What every platform function may do: write its log and its traces, and keep the events that it failed. */
export function commonPermissions(context: Context, component: string): Statement[] {
  const { regional } = platformArns(context);
  const queue = context.name("aws:sqs/queue:Queue", failedEventsOf(component));
  return [
    allow(
      "Log",
      "logs",
      ["CreateLogStream", "PutLogEvents"],
      `${regional("logs", `log-group:${context.logGroupName(component)}`)}:*`,
    ),
    // AWS takes no resource for these.
    allow("Traces", "xray", ["PutTelemetryRecords", "PutTraceSegments"], "*"),
    allow("FailedEvents", "sqs", ["SendMessage"], regional("sqs", queue)),
    messagingKeyPermissions(context, "sqs"),
  ];
}

/** Sends what the key `messaging` encrypts, through one service. */
export function messagingKeyPermissions(context: Context, service: "sns" | "sqs"): Statement {
  const { keys } = platformArns(context);
  const alias = platformKeyAlias(context.environment, "messaging");
  const sid = service === "sns" ? "TopicKey" : "QueueKey";
  return allow(
    sid,
    "kms",
    ["Decrypt", "GenerateDataKey"],
    keys,
    onlyKeys(context, [alias], [service]),
  );
}
