import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { INTAKE } from "../../../infra/naming/names";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import {
  ecsServicePermissions,
  runTaskPermissions,
  taskDefinitionPermissions,
} from "../container/permissions";
import { queueDepthPermissions } from "../queue/queue-policy";

/** Delivers a worker: its intake is closed and its queue drained before the switch (§7.3). */
export function workerPermissions(context: Context, workload: WorkloadOf<"worker">): Statement[] {
  return [
    ...taskDefinitionPermissions(context),
    ...ecsServicePermissions(context),
    ...(workload.migrations ? runTaskPermissions(context) : []),
    ...queueDepthPermissions(context),
    ...intakePermissions(context),
  ];
}

function intakePermissions(context: Context): Statement[] {
  const { configPrefix } = workloadArns(context);
  const intake = `${configPrefix}${INTAKE}`;
  const alias = platformKeyAlias(context.environment, "config");
  const { StringEquals, ...key } = onlyKeys(context, [alias], ["ssm"]);
  return [
    allow("Intake", "ssm", ["GetParameter", "PutParameter"], intake),
    allow("IntakeKey", "kms", ["Decrypt", "Encrypt"], platformArns(context).keys, {
      ...key,
      StringEquals: { ...StringEquals, "kms:EncryptionContext:PARAMETER_ARN": intake },
    }),
  ];
}
