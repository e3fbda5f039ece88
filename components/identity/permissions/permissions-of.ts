import type { Workload } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { Statement } from "../statement";
import { artifactPermissions, promotionPermissions } from "./artifacts";
import { deploymentsMetricPermissions } from "./deployments-metric";
import { flagPermissions } from "./flags";
import { functionPermissions } from "./function";
import { gatePermissions } from "./gates";
import { jobPermissions } from "./job";
import { servicePermissions } from "./service";
import { terraformPermissions } from "./terraform";
import { workerPermissions } from "./worker";

/** What delivering `workload` takes in the environment of its `context`, on what is its own. */
export function permissionsOf(context: Context, workload: Workload): Statement[] {
  return [
    ...artifactPermissions(context, workload),
    ...promotionPermissions(context, workload),
    ...deploymentsMetricPermissions(),
    ...gatePermissions(context),
    ...flagPermissions(context, workload),
    ...kindPermissions(context, workload),
  ];
}

function kindPermissions(context: Context, workload: Workload): Statement[] {
  switch (workload.kind) {
    case "service":
      return servicePermissions(context, workload);
    case "function":
      return functionPermissions(context, workload);
    case "worker":
      return workerPermissions(context, workload);
    case "job":
      return jobPermissions(context, workload);
    case "terraform":
      return terraformPermissions(context, workload);
  }
}
