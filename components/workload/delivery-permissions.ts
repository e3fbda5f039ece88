import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { artifactPermissions, promotionPermissions } from "../identity/permissions/artifacts";
import { gatePermissions } from "../identity/permissions/gates";
import type { Statement } from "../identity/statement";
import { flagPermissions } from "./flags/permissions";
import { kindOf } from "./kinds";

/**
 * What the deploy role of `workload` may do in the environment of its `context`: what every kind
 * needs, and what its own kind needs.
 */
export function deliveryPermissions(context: Context, workload: Workload): Statement[] {
  return [
    ...artifactPermissions(context, workload),
    ...promotionPermissions(context, workload),
    ...gatePermissions(context),
    ...flagPermissions(context, workload),
    ...kindOf(workload).deliveryPermissions(context),
  ];
}
