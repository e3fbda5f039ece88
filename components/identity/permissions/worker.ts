import type { WorkloadOf } from "../../../infra/catalog/workload";
import { INTAKE } from "../../../infra/naming/paths";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import type { Scope } from "../../../infra/scope";
import { onlyKeys, platformArns, workloadArns } from "../arns";
import { allow, type Statement } from "../statement";
import { ecsServicePermissions, runTaskPermissions, taskDefinitionPermissions } from "./container";
import { queueDepthPermissions } from "./queue";

/** Delivers a worker: its intake is closed and its queue drained before the switch (§7.3). */
export function workerPermissions(scope: Scope, workload: WorkloadOf<"worker">): Statement[] {
  return [
    ...taskDefinitionPermissions(scope),
    ...ecsServicePermissions(scope),
    ...(workload.migrations ? runTaskPermissions(scope) : []),
    ...queueDepthPermissions(scope),
    ...intakePermissions(scope),
  ];
}

function intakePermissions(scope: Scope): Statement[] {
  const { configPrefix } = workloadArns(scope);
  const intake = `${configPrefix}${INTAKE}`;
  const alias = platformKeyAlias(scope.environment, "config");
  const { StringEquals, ...key } = onlyKeys(scope, [alias], ["ssm"]);
  return [
    allow("Intake", "ssm", ["GetParameter", "PutParameter"], intake),
    allow("IntakeKey", "kms", ["Decrypt", "Encrypt"], platformArns(scope).keys, {
      ...key,
      StringEquals: { ...StringEquals, "kms:EncryptionContext:PARAMETER_ARN": intake },
    }),
  ];
}
