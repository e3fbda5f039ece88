import type { Context } from "../../../../infra/context";
import { platformNames } from "../../../../infra/naming/platform-names";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

const ROLE_CHANGES = ["DeleteRole", "TagRole", "UntagRole", "UpdateRole", "UpdateRoleDescription"];

/** What IAM itself allows on a bounded role alone. */
const BOUNDED_ROLE_CHANGES = [
  "CreateRole",
  "DeleteRolePolicy",
  "PutRolePermissionsBoundary",
  "PutRolePolicy",
  "UpdateAssumeRolePolicy",
];

/** Services that are handed a role of ours. */
const ROLE_TAKERS = [
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

/** Services that make a role of their own when they are first used. */
const ROLE_MAKERS = [
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
  "PutKeyPolicy",
  "ReplicateKey",
  "TagResource",
  "UntagResource",
  "UpdateKeyDescription",
];

/**
 * Makes the roles of workloads, which are bounded, hands them to services, and makes keys. What it
 * may never do, such as changing its own role, is the boundary's to refuse.
 */
export function identityPermissions(context: Context): Statement[] {
  const arns = platformArns(context);
  const { everywhere } = arns;
  const keys = everywhere("kms", "key/*");
  const service = (name: string) => `${name}.amazonaws.com`;
  return [
    allow("Roles", "iam", ROLE_CHANGES, arns.roles),
    allow("BoundedRoles", "iam", BOUNDED_ROLE_CHANGES, arns.roles, {
      StringEquals: { "iam:PermissionsBoundary": arns.boundary },
    }),
    allow("PassRoles", "iam", ["PassRole"], arns.roles, {
      StringEquals: { "iam:PassedToService": ROLE_TAKERS.map(service) },
    }),
    allow("ServiceRoles", "iam", ["CreateServiceLinkedRole"], arns.iam("role/aws-service-role/*"), {
      StringEquals: { "iam:AWSServiceName": ROLE_MAKERS.map(service) },
    }),
    allow("NewKeys", "kms", ["CreateKey"], "*"),
    allow("Keys", "kms", KEY_CHANGES, keys),
    allow(
      "Aliases",
      "kms",
      ["CreateAlias", "DeleteAlias", "UpdateAlias"],
      [everywhere("kms", "alias/nc-*"), keys],
    ),
    allow("Grants", "kms", ["CreateGrant"], keys, {
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
    allow("UseKeys", "kms", ["Decrypt", "Encrypt", "GenerateDataKey"], keys, {
      "ForAnyValue:StringLike": {
        "kms:ResourceAliases": [`alias/nc-platform-${context.environment}-*`],
      },
    }),
    // Secrets Manager ends a secret's ARN in a dash and six characters of its own.
    allow(
      "GitHubApp",
      "secretsmanager",
      ["GetSecretValue"],
      arns.regional("secretsmanager", `secret:${platformNames(context.settings).githubApp}-??????`),
    ),
  ];
}
