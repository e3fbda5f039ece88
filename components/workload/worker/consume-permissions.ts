import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { INTAKE } from "../../../infra/naming/names";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";

const CONSUME = [
  "ChangeMessageVisibility",
  "DeleteMessage",
  "GetQueueAttributes",
  "ReceiveMessage",
];

/**
 * What a worker may do: consume its own queue, see whether its intake is open and, where a job takes
 * longer than a task has to stop, keep its own tasks from being stopped in the middle of one.
 */
export function consumePermissions(
  context: Context,
  { queue, stopTimeout }: Pick<WorkloadOf<"worker">, "queue" | "stopTimeout">,
): Statement[] {
  const { keys } = platformArns(context);
  const { queues, configPrefix, cluster, tasks } = workloadArns(context);
  const [own] = queues;
  const intake = `${configPrefix}${INTAKE}`;
  const key = (purpose: "config" | "messaging", service: string) =>
    onlyKeys(context, [platformKeyAlias(context.environment, purpose)], [service]);
  const { StringEquals, ...config } = key("config", "ssm");
  return [
    allow("Messages", "sqs", CONSUME, own),
    allow("MessagingKey", "kms", ["Decrypt"], keys, key("messaging", "sqs")),
    allow("Intake", "ssm", ["GetParameter"], intake),
    allow("IntakeKey", "kms", ["Decrypt"], keys, {
      ...config,
      StringEquals: { ...StringEquals, "kms:EncryptionContext:PARAMETER_ARN": intake },
    }),
    ...(queue.longestJob > stopTimeout
      ? [
          allow("Protection", "ecs", ["GetTaskProtection", "UpdateTaskProtection"], tasks, {
            ArnEquals: { "ecs:cluster": cluster },
            // A task's id is of AWS: it is told by the tag that it has from its service.
            StringEquals: { "aws:ResourceTag/Service": context.service },
          }),
        ]
      : []),
  ];
}
