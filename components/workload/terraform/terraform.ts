import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { managedPermissions } from "../../identity/permissions/terraform-manages";
import { terraformStateAccess } from "../../identity/permissions/terraform-state-access";
import type { Statement } from "../../identity/statement";

/** Applies a Terraform stack: its state, its lock, and what it says it manages (CI/CL-002 §6). */
export function terraformPermissions(
  context: Context,
  workload: WorkloadOf<"terraform">,
): Statement[] {
  return [
    ...terraformStateAccess(context.settings, context.service),
    ...managedPermissions(context, workload.manages),
  ];
}
