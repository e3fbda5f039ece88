import type { Workload } from "../../../infra/catalog/workload";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import type { Scope } from "../../../infra/scope";
import { onlyKeys, platformArns } from "../arns";
import { allow, type Statement } from "../statement";

/** What every promotion asks and reports: the change calendar, alarms, incidents, own flags. */
export function gatePermissions(scope: Scope, { flags }: Workload): Statement[] {
  const { regional } = platformArns(scope);
  const calendars = regional("ssm", `document/nc-platform-${scope.environment}-*`);
  return [
    allow("Calendar", "ssm", ["GetCalendarState"], calendars),
    allow("Incidents", "ssm", ["CreateOpsItem"], "*"),
    allow("IncidentTags", "ssm", ["AddTagsToResource"], regional("ssm", "opsitem/*")),
    allow("Alarms", "cloudwatch", ["DescribeAlarms", "GetMetricData"], "*"),
    ...(Object.keys(flags).length > 0 ? flagPermissions(scope) : []),
  ];
}

/**
 * AppConfig's ids are not known by name, so its own application, with what lies below it, is told
 * by its tag. What AppConfig makes and nobody tags (deployments, versions) grants nothing alone:
 * each call is judged on the application too.
 */
function flagPermissions(scope: Scope): Statement[] {
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
