import { hasFlags } from "../../../infra/catalog/flags";
import type { Workload } from "../../../infra/catalog/workload";
import { type Context, PLATFORM } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";

/**
 * Deploys the flags of a workload that has some (CI/CL-002 §10).
 *
 * AppConfig's ids are not known by name, so its own application, with what lies below it, is told
 * by its tag. What AppConfig makes and nobody tags (deployments, versions) grants nothing alone:
 * each call is judged on the application too.
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
      // The environment's own ways alone: one of AWS's would not be watched as long.
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
