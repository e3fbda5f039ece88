import type { Context } from "../../../infra/context";
import { workloadArns } from "../arns";
import { allow, type Statement } from "../statement";

/** Shifts the traffic of one deployment group with CodeDeploy, and back. */
export function codeDeployPermissions(context: Context): Statement[] {
  const { application, deploymentConfigs, deploymentGroup } = workloadArns(context);
  return [
    allow(
      "Revision",
      "codedeploy",
      ["GetApplication", "GetApplicationRevision", "RegisterApplicationRevision"],
      application,
    ),
    allow(
      "Deployment",
      "codedeploy",
      ["CreateDeployment", "GetDeployment", "GetDeploymentGroup", "ListDeployments"],
      deploymentGroup,
    ),
    allow("DeploymentConfig", "codedeploy", ["GetDeploymentConfig"], deploymentConfigs),
    // AWS takes no resource for these: they name a deployment by its id, which is not to be guessed.
    allow(
      "RunningDeployment",
      "codedeploy",
      [
        "BatchGetDeploymentTargets",
        "ContinueDeployment",
        "GetDeploymentTarget",
        "ListDeploymentTargets",
        "StopDeployment",
      ],
      "*",
    ),
  ];
}
