import type { Line } from "./takes";

const TAG = "TagResource UntagResource";

/** What feature flags are deployed to. */
export const FLAG_TYPES: Readonly<Record<string, Line>> = {
  "aws:appconfig/application:Application": ({ any, at }) => [
    any("appconfig", "CreateApplication"),
    at(
      "appconfig",
      "application/a1",
      `DeleteApplication UpdateApplication ${TAG}`,
      "GetApplication ListTagsForResource",
    ),
  ],
  "aws:appconfig/configurationProfile:ConfigurationProfile": ({ at, key }) => [
    key("config", "appconfig", "Decrypt DescribeKey GenerateDataKey"),
    at("appconfig", "application/a1", "CreateConfigurationProfile"),
    at(
      "appconfig",
      "application/a1/configurationprofile/p1",
      `DeleteConfigurationProfile UpdateConfigurationProfile ${TAG}`,
      "GetConfigurationProfile ListTagsForResource",
    ),
  ],
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": ({ any, at }) => [
    any("appconfig", "CreateDeploymentStrategy"),
    at(
      "appconfig",
      "deploymentstrategy/s1",
      `DeleteDeploymentStrategy UpdateDeploymentStrategy ${TAG}`,
      "GetDeploymentStrategy ListTagsForResource",
    ),
  ],
  "aws:appconfig/environment:Environment": ({ at, inputs, passes }) => [
    passes(
      "appconfig",
      ...[...new Set([inputs.monitors ?? []].flat().map(({ alarmRoleArn }) => alarmRoleArn))],
    ),
    at("appconfig", "application/a1", "CreateEnvironment"),
    at(
      "appconfig",
      "application/a1/environment/e1",
      `DeleteEnvironment UpdateEnvironment ${TAG}`,
      "GetEnvironment ListTagsForResource",
    ),
  ],
  "aws:appconfig/extensionAssociation:ExtensionAssociation": ({ any, at }) => [
    any("appconfig", "CreateExtensionAssociation"),
    at(
      "appconfig",
      "extensionassociation/x1",
      "DeleteExtensionAssociation UpdateExtensionAssociation",
      "GetExtensionAssociation",
    ),
  ],
};
