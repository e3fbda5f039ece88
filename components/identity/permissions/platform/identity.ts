import { type Context, PLATFORM } from "../../../../infra/context";
import { MANAGES_GITHUB } from "../../../../infra/environments";
import { platformNames } from "../../../../infra/naming/platform-names";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

const ROLE_CHANGES = ["DeleteRole", "TagRole", "UntagRole", "UpdateRole", "UpdateRoleDescription"];

/** Actions that IAM can limit to roles with a boundary (`iam:PermissionsBoundary`). */
const BOUNDED_ROLE_CHANGES = [
  "CreateRole",
  "DeleteRolePolicy",
  "PutRolePermissionsBoundary",
  "PutRolePolicy",
  "UpdateAssumeRolePolicy",
];

/** Services to which the program passes a role. */
const PASSED_TO_SERVICES = [
  "appconfig",
  "codedeploy",
  "ecs",
  "ecs-tasks",
  "lambda",
  "s3",
  "scheduler",
  "synthetics",
  "vpc-flow-logs",
];

/** Services that have a service-linked role. */
const SERVICES_WITH_LINKED_ROLE = [
  "delivery.logs",
  "ecs",
  "ecs.application-autoscaling",
  "elasticloadbalancing",
  "mrk.kms",
  "ops.apigateway",
  "replication.ecr",
  "ssm.alarms.cloudwatch",
];

const KEY_CHANGES = [
  "EnableKey",
  "EnableKeyRotation",
  "ReplicateKey",
  "TagResource",
  "UntagResource",
  "UpdateKeyDescription",
];

/**
 * Manages the workloads' roles, which have the boundary, passes them to services, and manages keys.
 * The boundary denies what the role may never do, such as changing itself.
 */
export function identityPermissions(context: Context): Statement[] {
  const arns = platformArns(context);
  const { dr, drRegion, region } = context.settings;
  const regions = dr ? [region, drRegion] : [region];
  const { anyRegion } = arns;
  const keys = anyRegion("kms", "key/*");
  const service = (name: string) => `${name}.amazonaws.com`;
  return [
    allow("Roles", "iam", ROLE_CHANGES, arns.roles),
    allow("BoundedRoles", "iam", BOUNDED_ROLE_CHANGES, arns.roles, {
      StringEquals: { "iam:PermissionsBoundary": arns.boundary },
    }),
    allow("PassRoles", "iam", ["PassRole"], arns.roles, {
      StringEquals: { "iam:PassedToService": PASSED_TO_SERVICES.map(service) },
    }),
    // Rules act with a role of theirs nowhere but on the use of break-glass.
    allow(
      "PassToRules",
      "iam",
      ["PassRole"],
      arns.iam(`role/nc-platform-${context.environment}-break-glass-*`),
      {
        StringEquals: { "iam:PassedToService": service("events") },
      },
    ),
    allow("ServiceRoles", "iam", ["CreateServiceLinkedRole"], arns.iam("role/aws-service-role/*"), {
      StringEquals: { "iam:AWSServiceName": SERVICES_WITH_LINKED_ROLE.map(service) },
    }),
    allow("NewKeys", "kms", ["CreateKey"], "*"),
    allow("Keys", "kms", KEY_CHANGES, keys),
    // A key's tags count after some minutes (KMS guide, "ABAC for KMS"), so what follows the creation of
    // a key at once cannot ask for them. Its first policy is given with it.
    allow("KeyPolicies", "kms", ["PutKeyPolicy"], keys, {
      StringEquals: { "aws:ResourceTag/Service": PLATFORM.service },
    }),
    allow(
      "Aliases",
      "kms",
      ["CreateAlias", "DeleteAlias", "UpdateAlias"],
      [anyRegion("kms", "alias/nc-*"), keys],
    ),
    allow("Grants", "kms", ["CreateGrant"], keys, {
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
    // ECR retires the grants of a repository that is deleted, as the caller.
    allow("RetireGrants", "kms", ["RetireGrant"], keys, {
      StringEquals: { "kms:ViaService": regions.map((each) => `ecr.${each}.amazonaws.com`) },
    }),
    allow("UseKeys", "kms", ["Decrypt", "Encrypt", "GenerateDataKey"], keys, {
      "ForAnyValue:StringLike": {
        "kms:ResourceAliases": [`alias/nc-platform-${context.environment}-*`],
      },
    }),
    ...gitHubApp(context),
  ];
}

/** The GitHub App administers every repository, so the one stack that manages GitHub reads its key. */
function gitHubApp(context: Context): Statement[] {
  if (context.environment !== MANAGES_GITHUB) return [];
  const { githubApp } = platformNames(context.settings);
  const { regional } = platformArns(context);
  // Secrets Manager appends a dash and six random characters to a secret's ARN.
  const arn = regional("secretsmanager", `secret:${githubApp}-??????`);
  return [allow("GitHubApp", "secretsmanager", ["GetSecretValue"], arn)];
}
