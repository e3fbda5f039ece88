import type { Workload } from "../../../infra/catalog/workload";
import type { Scope } from "../../../infra/scope";
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

/** What delivering `workload` takes in the environment of its `scope`, on what is its own. */
export function permissionsOf(scope: Scope, workload: Workload): Statement[] {
  return [
    ...artifactPermissions(scope, workload),
    ...promotionPermissions(scope, workload),
    ...deploymentsMetricPermissions(),
    ...gatePermissions(scope),
    ...flagPermissions(scope, workload),
    ...kindPermissions(scope, workload),
  ];
}

function kindPermissions(scope: Scope, workload: Workload): Statement[] {
  switch (workload.kind) {
    case "service":
      return servicePermissions(scope, workload);
    case "function":
      return functionPermissions(scope, workload);
    case "worker":
      return workerPermissions(scope, workload);
    case "job":
      return jobPermissions(scope, workload);
    case "terraform":
      return terraformPermissions(scope, workload);
  }
}
