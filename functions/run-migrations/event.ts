import { z } from "zod";
import { type Frozen, parse } from "../../infra/problems";
import { STARTED_BY } from "./task";

const text = z.string().min(1).max(2048);

/** Amazon ECS developer guide, "Amazon ECS task state change events". */
const taskStopped = z.object({
  source: z.literal("aws.ecs"),
  "detail-type": z.literal("ECS Task State Change"),
  detail: z.object({
    taskArn: text,
    lastStatus: z.literal("STOPPED"),
    startedBy: z.string().startsWith(STARTED_BY),
    stoppedReason: z.string().max(4096).optional(),
    containers: z.array(z.object({ name: text, exitCode: z.int().optional() })),
  }),
});

/** Amazon EventBridge user guide, "Creating a rule that runs on a schedule". */
const clock = z.object({
  source: z.literal("aws.events"),
  "detail-type": z.literal("Scheduled Event"),
});

const event = z.discriminatedUnion("detail-type", [taskStopped, clock]);

/** The end of a task that has run migrations. */
export type StoppedTask = Frozen<z.output<typeof taskStopped>>["detail"];

/** An event of EventBridge: a task has stopped, or it is time to look at the tasks that go on. */
export type MigrationEvent =
  | { readonly kind: "stopped"; readonly task: StoppedTask }
  | { readonly kind: "due" };

/**
 * What EventBridge says; nothing where it is no event, but the call of a deployment.
 *
 * @throws {InvalidInput} if it is another event of EventBridge
 */
export function readEvent(input: unknown): MigrationEvent | undefined {
  if (Object(input)["detail-type"] === undefined) return undefined;
  const read = parse(event, input, "the event of EventBridge");
  return read["detail-type"] === "Scheduled Event"
    ? { kind: "due" }
    : { kind: "stopped", task: read.detail };
}
