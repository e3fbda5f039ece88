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

/** The end of a task that has run migrations. */
export type StoppedTask = Frozen<z.output<typeof taskStopped>>["detail"];

/**
 * The task that an event is about; nothing where it is no event of EventBridge, but the call of a deployment.
 *
 * @throws {InvalidInput} if it is another event of EventBridge
 */
export function readStoppedTask(event: unknown): StoppedTask | undefined {
  if (Object(event)["detail-type"] === undefined) return undefined;
  return parse(taskStopped, event, "the event of a task").detail;
}
