import type { Shape } from "../../../infra/catalog/shape";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import {
  ecsServicePermissions,
  runTaskPermissions,
  taskDefinitionPermissions,
} from "../container/permissions";
import { queueDepthPermissions } from "../queue/queue-policy";
import { intakePermissions } from "./intake";

/** Delivers a worker: its intake is closed and its queue drained before the switch (§7.3). */
export function workerPermissions(context: Context, workload: WorkloadOf<"worker">): Statement[] {
  return [
    ...taskDefinitionPermissions(context),
    ...ecsServicePermissions(context),
    ...(workload.migrations ? runTaskPermissions(context) : []),
    ...queueDepthPermissions(context),
    ...intakePermissions(context, "write"),
  ];
}

const CONSUME = [
  "ChangeMessageVisibility",
  "DeleteMessage",
  "GetQueueAttributes",
  "ReceiveMessage",
];

/**
 * What a worker may do: consume its own queue, see whether its intake is open and, where a job takes
 * longer than a task has to stop, keep its own tasks from being stopped in the middle of one.
 *
 * @param revisions - shapes of those that may run
 */
export function consumePermissions(
  context: Context,
  revisions: readonly Pick<Shape, "queue" | "stopTimeout">[],
): Statement[] {
  const protects = revisions.some(
    ({ queue, stopTimeout = 0 }) => queue !== undefined && queue.longestJob > stopTimeout,
  );
  const { keys } = platformArns(context);
  const { queues, cluster, tasks } = workloadArns(context);
  const [own] = queues;
  const alias = platformKeyAlias(context.environment, "messaging");
  return [
    allow("Messages", "sqs", CONSUME, own),
    allow("MessagingKey", "kms", ["Decrypt"], keys, onlyKeys(context, [alias], ["sqs"])),
    ...intakePermissions(context, "read"),
    ...(protects
      ? [
          allow("Protection", "ecs", ["GetTaskProtection", "UpdateTaskProtection"], tasks, {
            ArnEquals: { "ecs:cluster": cluster },
            // AWS assigns a task's id. Its tag `Service` identifies the workload.
            StringEquals: { "aws:ResourceTag/Service": context.service },
          }),
        ]
      : []),
  ];
}
