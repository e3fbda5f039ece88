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
  "UpdateRepository",
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

/** Actions on CodeDeploy's applications and groups. None creates a deployment. */
const DEPLOYMENT_GROUP_CHANGES = [
  "CreateApplication",
  "CreateDeploymentConfig",
  "CreateDeploymentGroup",
  "DeleteApplication",
  "DeleteDeploymentConfig",
  "DeleteDeploymentGroup",
  "UpdateDeploymentGroup",
  ...TAG,
];

/** Actions on AppConfig's applications and environments. None writes a flag or deploys one. */
const FLAG_CHANGES = [
  "CreateConfigurationProfile",
  "CreateEnvironment",
  "DeleteApplication",
  "DeleteConfigurationProfile",
  "DeleteDeploymentStrategy",
  "DeleteEnvironment",
  "DeleteExtensionAssociation",
  "UpdateApplication",
  "UpdateConfigurationProfile",
  "UpdateDeploymentStrategy",
  "UpdateEnvironment",
  "UpdateExtensionAssociation",
  ...TAG,
];

/** Manages the stores of artifacts and the resources of deployments. It deploys nothing. */
export function deliveryPermissions(context: Context): Statement[] {
  const { anyRegion, regional } = platformArns(context);
  const each = (service: string, resources: readonly string[]) =>
    resources.map((resource) => regional(service, resource));
  return [
    allow("NewWheels", "codeartifact", ["CreateDomain", "CreateRepository"], "*"),
    allow(
      "Wheels",
      "codeartifact",
      WHEEL_CHANGES,
      ["domain/nc-*", "repository/nc-*"].map((each) => anyRegion("codeartifact", each)),
    ),
    allow("Images", "ecr", IMAGE_CHANGES, anyRegion("ecr", "repository/nc-*")),
    allow(
      "Registry",
      "ecr",
      ["PutRegistryScanningConfiguration", "PutReplicationConfiguration"],
      "*",
    ),
    allow(
      "Shifts",
      "codedeploy",
      DEPLOYMENT_GROUP_CHANGES,
      each("codedeploy", ["application:nc-*", "deploymentconfig:nc-*", "deploymentgroup:nc-*"]),
    ),
    allow(
      "NewFlags",
      "appconfig",
      ["CreateApplication", "CreateDeploymentStrategy", "CreateExtensionAssociation"],
      "*",
    ),
    // AWS assigns the ids.
    allow(
      "Flags",
      "appconfig",
      FLAG_CHANGES,
      each("appconfig", ["application/*", "deploymentstrategy/*", "extensionassociation/*"]),
    ),
  ];
}
