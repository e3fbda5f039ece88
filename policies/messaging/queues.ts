import { inputTable, readBy } from "../support/inputs";
import { names, ofType, type Planned, type PlannedOf } from "../support/plan";
import { isUnknown, UNKNOWN_INPUT, type Unknown } from "../support/unknowns";

const QUEUE = "aws:sqs/queue:Queue";

/** A queue of a plan. */
export type Queue = PlannedOf<typeof QUEUE>;

/** The queue to which a type sends messages that could not be handled, by ARN. */
const DEAD_LETTER_TARGETS = inputTable({
  "aws:cloudwatch/eventTarget:EventTarget": ({ deadLetterConfig }) => deadLetterConfig?.arn,
  "aws:lambda/eventSourceMapping:EventSourceMapping": ({ destinationConfig }) =>
    destinationConfig?.onFailure?.destinationArn,
  "aws:lambda/function:Function": ({ deadLetterConfig }) => deadLetterConfig?.targetArn,
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": ({ destinationConfig }) =>
    destinationConfig?.onFailure?.destination,
  "aws:scheduler/schedule:Schedule": ({ target }) => target?.deadLetterConfig?.arn,
});

/** Types whose input `redrivePolicy`, a JSON text, names it. */
const REDRIVES = [
  "aws:sns/topicSubscription:TopicSubscription",
  QUEUE,
  "aws:sqs/redrivePolicy:RedrivePolicy",
] as const;

/** The queues of a plan, by what becomes of a message that could not be handled. */
export interface Queues {
  readonly all: readonly Queue[];
  /** URNs of the queues that send it to a dead-letter queue. */
  readonly redriven: ReadonlySet<string>;
  /** URNs of the dead-letter queues: it stays there. */
  readonly deadLetter: ReadonlySet<string>;
}

/** Sorts the queues of a plan. */
export function queuesOf(plan: readonly Planned[]): Queues {
  const all = ofType(plan, QUEUE);
  const [redriven, deadLetter] = [new Set<string>(), new Set<string>()];
  const findTargets = (from: Pick<Planned, "madeFrom">, input: string, arn: unknown) =>
    all.filter((queue) => names(from, input, arn, queue, [queue.props.arn]));
  for (const sender of plan) {
    const { field = "", values = [] } = readBy(DEAD_LETTER_TARGETS, sender) ?? {};
    const [input = ""] = field.split(".");
    for (const queue of values.flatMap((arn) => findTargets(sender, input, arn))) {
      deadLetter.add(queue.urn);
    }
  }
  for (const sender of ofType(plan, ...REDRIVES)) {
    const { redrivePolicy } = sender.props;
    const arn = jsonAt(redrivePolicy, "deadLetterTargetArn");
    const found = findTargets(sender, "redrivePolicy", arn);
    for (const queue of found) deadLetter.add(queue.urn);
    // A queue of another stack, or one that the settings name, is known by its ARN alone.
    if (sender.type === "aws:sns/topicSubscription:TopicSubscription") continue;
    if (found.length > 0 || typeof arn === "string") redriven.add(ownerOf(sender, all));
  }
  for (const each of ofType(plan, QUEUE, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy")) {
    const permission = jsonAt(each.props.redriveAllowPolicy, "redrivePermission");
    if (permission === "denyAll" || permission === "byQueue") deadLetter.add(ownerOf(each, all));
  }
  return { all, redriven, deadLetter };
}

/** URN of the queue that a resource is, or that its `queueUrl` names; its own where there is none. */
function ownerOf(
  resource: PlannedOf<
    | typeof QUEUE
    | "aws:sqs/redrivePolicy:RedrivePolicy"
    | "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"
  >,
  all: readonly Queue[],
): string {
  if (resource.type === QUEUE) return resource.urn;
  const { queueUrl } = resource.props;
  const owner = all.find((queue) =>
    names(resource, "queueUrl", queueUrl, queue, [queue.props.url, queue.props.id]),
  );
  return (owner ?? resource).urn;
}

/** What a JSON text holds at `key`: unknown where the text is unknown or no JSON. */
function jsonAt(text: string | Unknown | undefined, key: string): unknown {
  if (text === undefined || text === "") return undefined;
  if (isUnknown(text)) return UNKNOWN_INPUT;
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed instanceof Object ? Reflect.get(parsed, key) : undefined;
  } catch {
    return UNKNOWN_INPUT;
  }
}
