import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { Statement } from "../../identity/statement";
import { managedPermissions } from "./managed-services";
import { terraformStateAccess } from "./state-access";

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
