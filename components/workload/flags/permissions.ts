import type * as pulumi from "@pulumi/pulumi";
import { hasFlags } from "../../../infra/catalog/flags";
import type { Workload } from "../../../infra/catalog/workload";
import { type Context, PLATFORM } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../../identity/arns";
import { type ServiceRole, serviceRole } from "../../identity/service-role";
import { allow, policyText, type Statement } from "../../identity/statement";

/**
 * Deploys the flags of a workload that has some (CI/CL-002 §10).
 *
 * AppConfig's ids are not known by name, so the policy selects its application, with what lies
 * below it, by its tag. Deployments and versions have no tags; IAM judges each call on the
 * application too.
 */
export function flagPermissions(context: Context, workload: Workload): Statement[] {
  if (!hasFlags(workload)) return [];
  const { keys, regional } = platformArns(context);
  const application = regional("appconfig", "application/*");
  return [
    allow(
      "OwnFlags",
      "appconfig",
      [
        "CreateHostedConfigurationVersion",
        "GetApplication",
        "GetConfigurationProfile",
        "GetDeployment",
        "GetEnvironment",
        "GetHostedConfigurationVersion",
        "ListConfigurationProfiles",
        "ListDeployments",
        "ListEnvironments",
        "ListHostedConfigurationVersions",
        "StartDeployment",
        "StopDeployment",
      ],
      application,
      { StringEquals: { "aws:ResourceTag/Service": context.service } },
    ),
    allow(
      "FlagDeployments",
      "appconfig",
      ["GetDeployment", "StopDeployment"],
      [`${application}/environment/*/deployment/*`],
    ),
    allow(
      "FlagVersions",
      "appconfig",
      ["GetHostedConfigurationVersion"],
      [`${application}/configurationprofile/*/hostedconfigurationversion/*`],
    ),
    allow(
      "FlagStrategies",
      "appconfig",
      ["GetDeploymentStrategy", "StartDeployment"],
      regional("appconfig", "deploymentstrategy/*"),
      // Only the environment's own strategies: AWS's read the alarms for a shorter time.
      { StringEquals: { "aws:ResourceTag/Service": PLATFORM.service } },
    ),
    allow("FlagList", "appconfig", ["ListApplications", "ListDeploymentStrategies"], "*"),
    allow(
      "FlagKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      keys,
      onlyKeys(context, [platformKeyAlias(context.environment, "config")], ["appconfig"]),
    ),
  ];
}

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
