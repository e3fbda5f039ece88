import type { Workload } from "../../../infra/catalog/workload";
import { hasFlags } from "../../../infra/flags/agent";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { PLATFORM, type Scope } from "../../../infra/scope";
import { onlyKeys, platformArns } from "../arns";
import { allow, type Statement } from "../statement";

/**
 * Deploys the flags of a workload that has some (CI/CL-002 §10).
 *
 * AppConfig's ids are not known by name, so its own application, with what lies below it, is told
 * by its tag. What AppConfig makes and nobody tags (deployments, versions) grants nothing alone:
 * each call is judged on the application too.
 */
export function flagPermissions(scope: Scope, workload: Workload): Statement[] {
  if (!hasFlags(workload)) return [];
  const { keys, regional } = platformArns(scope);
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
      { StringEquals: { "aws:ResourceTag/Service": scope.service } },
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
      // The environment's own ways alone: one of AWS's would not be watched as long.
      { StringEquals: { "aws:ResourceTag/Service": PLATFORM.service } },
    ),
    allow("FlagList", "appconfig", ["ListApplications", "ListDeploymentStrategies"], "*"),
    allow(
      "FlagKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      keys,
      onlyKeys(scope, [platformKeyAlias(scope.environment, "config")], ["appconfig"]),
    ),
  ];
}
