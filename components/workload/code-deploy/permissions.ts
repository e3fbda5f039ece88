import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { platformArns, workloadArns } from "../../identity/arns";
import { type ServiceRole, serviceRole } from "../../identity/service-role";
import { allow, policyText, type Statement } from "../../identity/statement";

export interface CodeDeployRoleArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** IAM statements for what CodeDeploy shifts. Its hooks and alarms are added. */
  statements: readonly Statement[];
}

/**
 * Makes the role with which CodeDeploy shifts the traffic of one deployment group. AWS's own
 * policies for it reach every function, service and object of the account.
 *
 * @returns its ARN, and the policy that the deployment group has to wait for
 */
export function codeDeployRole(
  name: string,
  { context, permissionsBoundaryArn, statements }: CodeDeployRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  const { deploymentGroup } = workloadArns(context);
  return serviceRole(
    name,
    {
      context,
      component: "code-deploy",
      permissionsBoundaryArn,
      description: `CodeDeploy shifts the traffic of ${context.service}`,
      service: "codedeploy.amazonaws.com",
      // AWS CodeDeploy user guide, "Cross-service confused deputy prevention": the source is the
      // deployment group.
      condition: {
        StringEquals: { "aws:SourceAccount": context.settings.accountId },
        ArnEquals: { "aws:SourceArn": deploymentGroup },
      },
      policy: policyText([
        // AWS takes no resource for it.
        allow("Alarms", "cloudwatch", ["DescribeAlarms"], "*"),
        allow("Hooks", "lambda", ["InvokeFunction"], platformArns(context).hooks),
        ...statements,
      ]),
    },
    opts,
  );
}

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
    // A rollback is deployed although an alarm is on: to leave the group's alarms out of one deployment takes this
    // (CodeDeploy API, CreateDeployment, overrideAlarmConfiguration).
    allow("RollbackPastAlarms", "codedeploy", ["UpdateDeploymentGroup"], deploymentGroup),
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
