import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { Statement } from "../statement";
import { codeDeployPermissions } from "./code-deploy";
import { lambdaCodePermissions } from "./lambda-code";
import { queueDepthPermissions } from "./queue";

/** Delivers a function: a new version, then its alias (CI/CL-002 §7.2). */
export function functionPermissions(
  context: Context,
  workload: WorkloadOf<"function">,
): Statement[] {
  return [
    ...lambdaCodePermissions(context),
    ...codeDeployPermissions(context),
    ...(workload.consumes ? queueDepthPermissions(context) : []),
  ];
}
