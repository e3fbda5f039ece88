import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../infra/scope";
import { workloadArns } from "../identity/arns";
import { allow, policyText, type Statement } from "../identity/statement";

const COMPONENT = "code-deploy";

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
): { arn: pulumi.Output<string>; policy: aws.iam.RolePolicy } {
  const { deploymentGroup, hooks } = workloadArns(scope);
  const role = new aws.iam.Role(
    name,
    {
      name: scope.name("aws:iam/role:Role", COMPONENT),
      description: `CodeDeploy shifts the traffic of ${scope.service}`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            ...{ Effect: "Allow", Action: "sts:AssumeRole" },
            Principal: { Service: "codedeploy.amazonaws.com" },
            // AWS CodeDeploy user guide, "Cross-service confused deputy prevention": the source is
            // the deployment group.
            Condition: {
              StringEquals: { "aws:SourceAccount": scope.settings.accountId },
              ArnEquals: { "aws:SourceArn": deploymentGroup },
            },
          },
        ],
      }),
      permissionsBoundary: permissionsBoundaryArn,
      tags: scope.tags(COMPONENT),
    },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    name,
    {
      name: scope.name("aws:iam/rolePolicy:RolePolicy", COMPONENT),
      role: role.name,
      policy: policyText([
        // AWS takes no resource for it.
        allow("Alarms", "cloudwatch", ["DescribeAlarms"], "*"),
        allow("Hooks", "lambda", ["InvokeFunction"], hooks),
        ...statements,
      ]),
    },
    opts,
  );
  return { arn: role.arn, policy };
}
