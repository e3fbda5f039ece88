import { names } from "../support/relations";
import type { Planned } from "../support/rule";
import { at, UNKNOWN, valuesAt } from "../support/unknowns";

export const QUEUE = "aws:sqs/queue:Queue";

/** Where a type names the queue to which goes what nobody could handle: its input, and the path below. */
const ENDS: Readonly<Record<string, readonly [input: string, path: string]>> = {
  "aws:cloudwatch/eventTarget:EventTarget": ["deadLetterConfig", "arn"],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    "destinationConfig",
    "onFailure.destinationArn",
  ],
  "aws:lambda/function:Function": ["deadLetterConfig", "targetArn"],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
    "destinationConfig",
    "onFailure.destination",
  ],
  "aws:scheduler/schedule:Schedule": ["target", "deadLetterConfig.arn"],
  "aws:sns/topicSubscription:TopicSubscription": ["redrivePolicy", "deadLetterTargetArn"],
  "aws:sqs/queue:Queue": ["redrivePolicy", "deadLetterTargetArn"],
  "aws:sqs/redrivePolicy:RedrivePolicy": ["redrivePolicy", "deadLetterTargetArn"],
};

/** Where a queue is told, in a resource apart or in its own input, who may send dead letters to it. */
const ALLOWS = ["aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", QUEUE];

/** The queues of a plan, by what becomes of a message that nobody could handle. */
export interface Queues {
  /** Queues that pass it on. */
  readonly passing: ReadonlySet<Planned>;
  /** Queues at the end of the line: it stays there. */
  readonly ends: ReadonlySet<Planned>;
  readonly all: readonly Planned[];
}

/** Sorts the queues of a plan. */
export function queuesOf(plan: readonly Planned[]): Queues {
  const all = plan.filter(({ type }) => type === QUEUE);
  const [passing, ends] = [new Set<Planned>(), new Set<Planned>()];
  for (const each of plan) {
    const [input = "", path = ""] = ENDS[each.type] ?? [];
    const arn = input === "" ? undefined : textAt(each, input, path);
    const found = arn
      ? all.filter((queue) => names(each, input, arn, queue, [queue.props.arn]))
      : [];
    for (const queue of found) ends.add(queue);
    const isQueues = each.type.startsWith("aws:sqs/");
    // A queue of another stack, or one that the settings name, is known by its ARN alone.
    if (isQueues && (found.length > 0 || typeof arn === "string")) passing.add(owner(each, all));
    if (!ALLOWS.includes(each.type)) continue;
    const permission = textAt(each, "redriveAllowPolicy", "redrivePermission");
    if (permission === "denyAll" || permission === "byQueue") ends.add(owner(each, all));
  }
  return { all, passing, ends };
}

/** The queue that a resource is, or that its `queueUrl` names; itself if the plan has none. */
function owner(each: Planned, all: readonly Planned[]): Planned {
  if (each.type === QUEUE) return each;
  const { queueUrl } = each.props;
  const of = (queue: Planned) => [queue.props.url, queue.props.id];
  return all.find((queue) => names(each, "queueUrl", queueUrl, queue, of(queue))) ?? each;
}

/** What an input, which may be JSON text, holds at `path`. */
function textAt({ props }: Planned, input: string, path: string): unknown {
  const given = props[input];
  if (typeof given !== "string") return valuesAt(given, path)[0];
  try {
    return at(JSON.parse(given), path);
  } catch {
    return given === "" ? undefined : UNKNOWN;
  }
}
