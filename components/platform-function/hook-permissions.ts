import type { Context } from "../../infra/context";
import { SHARED_CLUSTER } from "../../infra/naming/platform-names";
import { platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";

/** What every function that a deployment waits for may do: read what is deployed, and report to CodeDeploy. */
export function hookPermissions(context: Context): Statement[] {
  const { regional } = platformArns(context);
  return [
    allow(
      "Deployments",
      "codedeploy",
      ["GetDeployment"],
      regional("codedeploy", "deploymentgroup:nc-*"),
    ),
    // AWS takes no resource for these: they name a deployment by its id, which is not to be guessed.
    allow(
      "Report",
      "codedeploy",
      [
        "BatchGetDeploymentTargets",
        "ListDeploymentTargets",
        "PutLifecycleEventHookExecutionStatus",
      ],
      "*",
    ),
    allow(
      "Revisions",
      "ecs",
      ["DescribeServiceRevisions"],
      regional("ecs", `service-revision/${SHARED_CLUSTER}/nc-*`),
    ),
  ];
}
