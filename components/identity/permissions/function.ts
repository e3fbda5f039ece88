import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Scope } from "../../../infra/scope";
import type { Statement } from "../statement";
import { codeDeployPermissions } from "./code-deploy";
import { lambdaCodePermissions } from "./lambda-code";
import { queueDepthPermissions } from "./queue";

/** Delivers a function: a new version, then its alias (CI/CL-002 §7.2). */
export function functionPermissions(scope: Scope, workload: WorkloadOf<"function">): Statement[] {
  return [
    ...lambdaCodePermissions(scope),
    ...codeDeployPermissions(scope),
    ...(workload.consumes ? queueDepthPermissions(scope) : []),
  ];
}
