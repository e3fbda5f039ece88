import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { type ServiceRole, serviceRole } from "../../identity/service-role";
import { allow, policyText } from "../../identity/statement";

/**
 * Makes the role with which AppConfig reads alarms while it deploys flags.
 *
 * @returns its ARN, and the policy that whatever uses the role has to wait for
 */
export function alarmRole(
  name: string,
  context: Context,
  permissionsBoundaryArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  return serviceRole(
    `${name}-alarms`,
    {
      context,
      component: "flag-alarms",
      permissionsBoundaryArn,
      description: `AppConfig watches the alarms of ${context.service}`,
      // No condition on who it acts for: that AppConfig says so is documented nowhere, and without
      // the role nothing is rolled back. To name it takes iam:PassRole in this account.
      service: "appconfig.amazonaws.com",
      // Source: AWS AppConfig user guide, "Configure permissions for automatic rollback".
      policy: policyText([allow("Alarms", "cloudwatch", ["DescribeAlarms"], "*")]),
    },
    opts,
  );
}
