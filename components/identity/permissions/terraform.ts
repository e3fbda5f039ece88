import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Scope } from "../../../infra/scope";
import { terraformStateAccess } from "../../delivery/terraform-state-access";
import type { Statement } from "../statement";
import { managedPermissions } from "./terraform-manages";

/** Applies a Terraform stack: its state, its lock, and what it says it manages (CI/CL-002 §6). */
export function terraformPermissions(scope: Scope, workload: WorkloadOf<"terraform">): Statement[] {
  return [
    ...terraformStateAccess(scope.settings, scope.service),
    ...managedPermissions(scope, workload.manages),
  ];
}
