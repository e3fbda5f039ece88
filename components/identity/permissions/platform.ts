import { platformNames } from "../../../infra/naming/platform-names";
import type { Scope } from "../../../infra/scope";
import { platformArns } from "../arns";
import { allow, type Statement } from "../statement";
import { CHANGED_BY_ID, CHANGED_BY_NAME } from "./platform-changes";
import { SHAPE_READS } from "./reads";

const ROLE_CHANGES = [
  "CreatePolicy",
  "CreatePolicyVersion",
  "DeletePolicy*",
  "DeleteRole",
  "TagPolicy",
  "TagRole",
  "UntagPolicy",
  "UntagRole",
  "UpdateRole*",
];

const BUCKET_CHANGES = [
  "CreateBucket",
  "DeleteBucket",
  "DeleteBucketPolicy",
  "PutBucket*",
  "PutEncryptionConfiguration",
  "PutLifecycleConfiguration",
];

/** What IAM itself allows on a bounded role alone. */
const BOUNDED_ROLE_CHANGES = [
  "AttachRolePolicy",
  "CreateRole",
  "DeleteRolePolicy",
  "DetachRolePolicy",
  "PutRolePermissionsBoundary",
  "PutRolePolicy",
  "UpdateAssumeRolePolicy",
];

/**
 * What `pulumi up` of the whole environment takes. It changes what is named by the convention; it
 * reads no message, no table's items and, but for the one by which it manages GitHub, no secret. What
 * it may never do, such as changing its own role, is the boundary's to refuse.
 */
export function platformPermissions(scope: Scope): Statement[] {
  const { environment, settings } = scope;
  const arns = platformArns(scope);
  const { pulumiKey } = platformNames(settings);
  const ownKeys = `alias/nc-platform-${environment}-*`;
  return [
    { Sid: "Shape", Effect: "Allow", Action: SHAPE_READS, Resource: "*" },
    ...changePermissions(scope),
    allow("FunctionCode", "lambda", ["GetFunction"], arns.regional("lambda", "function:nc-*")),
    allow(
      "Config",
      "ssm",
      ["GetParameter", "GetParameters"],
      [arns.regional("ssm", `parameter/nc/${environment}/*/config/*`)],
    ),
    allow("Roles", "iam", ROLE_CHANGES, [arns.roles, arns.policies]),
    allow("BoundedRoles", "iam", BOUNDED_ROLE_CHANGES, arns.roles, {
      StringEquals: { "iam:PermissionsBoundary": arns.boundary },
    }),
    allow("PassRoles", "iam", ["PassRole"], arns.roles),
    allow("ServiceRoles", "iam", ["CreateServiceLinkedRole"], arns.iam("role/aws-service-role/*")),
    allow("Grants", "kms", ["CreateGrant"], arns.keys, {
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
    allow("UseKeys", "kms", ["Decrypt", "Encrypt", "GenerateDataKey"], arns.keys, {
      "ForAnyValue:StringLike": { "kms:ResourceAliases": [ownKeys] },
    }),
    // Secrets Manager ends a secret's ARN in a dash and six characters of its own.
    allow(
      "GitHubApp",
      "secretsmanager",
      ["GetSecretValue"],
      arns.regional("secretsmanager", `secret:${platformNames(settings).githubApp}-??????`),
    ),
    allow(
      "Domain",
      "route53",
      ["ChangeResourceRecordSets"],
      `arn:aws:route53:::hostedzone/${settings.domain.zoneId}`,
    ),
    allow("DomainChange", "route53", ["GetChange"], "arn:aws:route53:::change/*"),
    allow(
      "FirstCode",
      "s3",
      ["DeleteObject*", "GetObject*", "PutObject", "PutObjectTagging"],
      `${arns.artifactBucket}/*/zip/bootstrap.zip`,
    ),
    allow(
      "CanaryScripts",
      "s3",
      ["DeleteObject*", "GetObject*", "PutObject", "PutObjectTagging"],
      `${arns.artifactBucket}/*/synthetic-check/*`,
    ),
    allow(
      "PulumiState",
      "s3",
      ["DeleteObject", "GetObject", "PutObject"],
      [`${arns.pulumiBucket}/*`, `${arns.artifactBucket}/platform/*`],
    ),
  ];
}

/** What goes by an id of AWS shares one statement, to be short. */
function changePermissions(scope: Scope): Statement[] {
  const { regional } = platformArns(scope);
  return [
    ...Object.entries(CHANGED_BY_NAME).map(([service, { actions, named }]) => {
      const resources = named.map((resource) => regional(service, resource));
      return allow(`Change${service}`, service, actions, resources);
    }),
    {
      Sid: "ChangeById",
      Effect: "Allow",
      Action: Object.entries(CHANGED_BY_ID).flatMap(([service, actions]) =>
        actions.map((action) => `${service}:${action}`),
      ),
      Resource: "*",
    },
    allow("ChangeBuckets", "s3", BUCKET_CHANGES, `arn:aws:s3:::nc-*-${scope.environment}-*`),
  ];
}
