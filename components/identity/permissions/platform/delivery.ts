import type { Context } from "../../../../infra/context";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

const TAG = ["TagResource", "UntagResource"];

const WHEEL_CHANGES = [
  "DeleteDomain",
  "DeleteDomainPermissionsPolicy",
  "DeleteRepository",
  "DeleteRepositoryPermissionsPolicy",
  "PutDomainPermissionsPolicy",
  "PutRepositoryPermissionsPolicy",
  ...TAG,
];

const IMAGE_CHANGES = [
  "CreateRepository",
  "DeleteLifecyclePolicy",
  "DeleteRepository",
  "DeleteRepositoryPolicy",
  "PutImageScanningConfiguration",
  "PutImageTagMutability",
  "PutLifecyclePolicy",
  "SetRepositoryPolicy",
  ...TAG,
];

/** Of a deployment group; no deployment. */
const SHIFT_CHANGES = [
  "CreateApplication",
  "CreateDeploymentConfig",
  "CreateDeploymentGroup",
  "DeleteApplication",
  "DeleteDeploymentConfig",
  "DeleteDeploymentGroup",
  "UpdateDeploymentGroup",
  ...TAG,
];

/** Of what flags are deployed to; no value and no deployment. */
const FLAG_CHANGES = [
  "CreateConfigurationProfile",
  "CreateEnvironment",
  "DeleteApplication",
  "DeleteConfigurationProfile",
  "DeleteDeploymentStrategy",
  "DeleteEnvironment",
  "UpdateApplication",
  "UpdateConfigurationProfile",
  "UpdateDeploymentStrategy",
  "UpdateEnvironment",
  ...TAG,
];

/** Makes where artifacts lie and how they are rolled out; it delivers nothing itself. */
export function deliveryPermissions(context: Context): Statement[] {
  const { everywhere, regional } = platformArns(context);
  const each = (service: string, resources: readonly string[]) =>
    resources.map((resource) => regional(service, resource));
  return [
    allow("NewWheels", "codeartifact", ["CreateDomain", "CreateRepository"], "*"),
    allow(
      "Wheels",
      "codeartifact",
      WHEEL_CHANGES,
      ["domain/nc-*", "repository/nc-*"].map((each) => everywhere("codeartifact", each)),
    ),
    allow("Images", "ecr", IMAGE_CHANGES, everywhere("ecr", "repository/nc-*")),
    allow(
      "Registry",
      "ecr",
      ["PutRegistryScanningConfiguration", "PutReplicationConfiguration"],
      "*",
    ),
    allow(
      "Shifts",
      "codedeploy",
      SHIFT_CHANGES,
      each("codedeploy", ["application:nc-*", "deploymentconfig:nc-*", "deploymentgroup:nc-*"]),
    ),
    allow("NewFlags", "appconfig", ["CreateApplication", "CreateDeploymentStrategy"], "*"),
    // AWS gives the ids.
    allow(
      "Flags",
      "appconfig",
      FLAG_CHANGES,
      each("appconfig", ["application/*", "deploymentstrategy/*"]),
    ),
  ];
}
