import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../infra/scope";
import { workloadArns } from "../identity/arns";
import { type ServiceRole, serviceRole } from "../identity/service-role";
import { allow, policyText, type Statement } from "../identity/statement";

export interface CodeDeployRoleArgs {
  /** The workload's scope. */
  scope: Scope;
  /** ARN of the boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** What it shifts, beside calling the workload's own hooks and reading alarms. */
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
  { scope, permissionsBoundaryArn, statements }: CodeDeployRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  const { deploymentGroup, hooks } = workloadArns(scope);
  return serviceRole(
    name,
    {
      scope,
      component: "code-deploy",
      permissionsBoundaryArn,
      description: `CodeDeploy shifts the traffic of ${scope.service}`,
      service: "codedeploy.amazonaws.com",
      // AWS CodeDeploy user guide, "Cross-service confused deputy prevention": the source is the
      // deployment group.
      condition: {
        StringEquals: { "aws:SourceAccount": scope.settings.accountId },
        ArnEquals: { "aws:SourceArn": deploymentGroup },
      },
      policy: policyText([
        // AWS takes no resource for it.
        allow("Alarms", "cloudwatch", ["DescribeAlarms"], "*"),
        allow("Hooks", "lambda", ["InvokeFunction"], hooks),
        ...statements,
      ]),
    },
    opts,
  );
}
