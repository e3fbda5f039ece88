import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../../infra/scope";
import { allow, policyText } from "../../identity/statement";

const COMPONENT = "flag-alarms";

/**
 * Makes the role with which AppConfig reads alarms while it deploys flags.
 *
 * @returns its ARN, and the policy that whatever uses the role has to wait for
 */
export function alarmRole(
  name: string,
  scope: Scope,
  permissionsBoundaryArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): { arn: pulumi.Output<string>; policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(
    `${name}-alarms`,
    {
      name: scope.name("aws:iam/role:Role", COMPONENT),
      description: `AppConfig watches the alarms of ${scope.service}`,
      // No condition on who it acts for: that AppConfig says so is documented nowhere, and without
      // the role nothing is rolled back. To name it takes iam:PassRole in this account.
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            ...{ Effect: "Allow", Action: "sts:AssumeRole" },
            Principal: { Service: "appconfig.amazonaws.com" },
          },
        ],
      }),
      permissionsBoundary: permissionsBoundaryArn,
      tags: scope.tags(COMPONENT),
    },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-alarms`,
    {
      name: scope.name("aws:iam/rolePolicy:RolePolicy", COMPONENT),
      role: role.name,
      // Source: AWS AppConfig user guide, "Configure permissions for automatic rollback".
      policy: policyText([allow("Alarms", "cloudwatch", ["DescribeAlarms"], "*")]),
    },
    opts,
  );
  return { arn: role.arn, policy };
}
