import type { Context } from "../../../infra/context";
import { platformArns } from "../arns";
import { allow, deny, type Statement } from "../statement";
import { dataResidency } from "./data-residency";

/** Services that tasks, functions and deploy roles may be granted; the grant itself is elsewhere. */
const RUNTIME = [
  "appconfig:*",
  "application-autoscaling:*",
  "cloudwatch:*",
  "codeartifact:*",
  "codedeploy:*",
  "dynamodb:*",
  "ecr:*",
  "ecs:*",
  "elasticloadbalancing:*",
  "events:*",
  "lambda:*",
  "logs:*",
  "s3:*",
  "scheduler:*",
  "secretsmanager:*",
  "sns:*",
  "sqs:*",
  "ssm:*",
  "ssmmessages:*",
  "synthetics:*",
  "xray:*",
];

/** What they may do in services that only the platform manages. */
const RUNTIME_PARTS = [
  "apigateway:GET",
  "cloudtrail:Describe*",
  "cloudtrail:Get*",
  "cloudtrail:List*",
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:Describe*",
  "ec2:Get*",
  "ec2:UnassignPrivateIpAddresses",
  "execute-api:Invoke",
  "iam:Get*",
  "iam:List*",
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:Describe*",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:Get*",
  "kms:List*",
  "kms:ReEncrypt*",
  "route53:Get*",
  "route53:List*",
  "sts:GetServiceBearerToken",
  "tag:Get*",
];

const ROLE_CHANGES = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
];

/** Calls that AWS serves from one place for all regions. */
const GLOBAL = ["iam:*", "route53:*", "s3:ListAllMyBuckets", "sts:*"];

/** What Python wheels take, which are where AWS offers CodeArtifact. */
const OF_WHEELS = ["codeartifact:*", "kms:*"];

/**
 * What no role of the program may do, whatever its own policy says. One text serves all roles: its
 * management part counts for the platform's deploy role alone, by that role's ARN.
 */
export function boundaryPermissions(context: Context): Statement[] {
  const { accountId, dr, drRegion, environment, region, wheelsRegion } = context.settings;
  const regions = dr ? [region, drRegion] : [region];
  const arns = platformArns(context);
  const platformOnly = { ArnEquals: { "aws:PrincipalArn": arns.deployRole } };
  const own = (service: string, resource: string) =>
    `arn:aws:${service}:*:${accountId}:${resource}/nc/${environment}/*`;

  return [
    { Sid: "Runtime", Effect: "Allow", Action: [...RUNTIME, ...RUNTIME_PARTS], Resource: "*" },
    allow("PassOwnRoles", "iam", ["PassRole"], arns.roles),
    {
      Sid: "ManageServices",
      Effect: "Allow",
      Action: ["apigateway:*", "cloudtrail:*", "ec2:*", "kms:*", "route53:*"],
      Resource: "*",
      Condition: platformOnly,
    },
    allow(
      "ManageRoles",
      "iam",
      ["*Role", "*RolePolicy", "*AssumeRolePolicy", "*RolePermissionsBoundary", "*RoleDescription"],
      arns.roles,
      platformOnly,
    ),
    allow(
      "ServiceRoles",
      "iam",
      ["CreateServiceLinkedRole"],
      arns.iam("role/aws-service-role/*"),
      platformOnly,
    ),

    deny(
      "NoOtherIdentities",
      [
        "iam:*AccessKey*",
        "iam:*Group*",
        "iam:*LoginProfile*",
        "iam:*MFADevice*",
        "iam:*SAMLProvider*",
        "iam:*ServiceSpecificCredential*",
        "iam:*User*",
        "iam:AddClientID*",
        "iam:CreateOpenID*",
        "iam:DeleteOpenID*",
        "iam:RemoveClientID*",
        "iam:UpdateOpenID*",
      ],
      "*",
    ),
    deny("BoundaryOnEveryRole", ROLE_CHANGES, "*", {
      StringNotEquals: { "iam:PermissionsBoundary": arns.boundary },
    }),
    deny("BoundaryStays", ["iam:DeleteRolePermissionsBoundary"], "*"),
    // The program's policies are this one and those of the platform's deploy role.
    deny(
      "PoliciesStay",
      [
        "iam:CreatePolicy*",
        "iam:DeletePolicy*",
        "iam:SetDefaultPolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      [arns.boundary, arns.deployPolicies],
    ),
    deny(
      "AdministratorsOnly",
      ["iam:Attach*", "iam:Delete*", "iam:Detach*", "iam:Put*", "iam:Update*"],
      [arns.deployRole, arns.previewRole],
    ),
    deny(
      "AuditStays",
      [
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
        "config:Delete*",
        "config:Stop*",
        "guardduty:Delete*",
        "guardduty:Disassociate*",
        "guardduty:Stop*",
        "guardduty:UpdateDetector",
      ],
      "*",
    ),
    deny("AccountStays", ["account:*", "organizations:*", "sts:AssumeRole"], "*"),
    deny(
      "KeysStay",
      [
        "kms:DeleteImportedKeyMaterial",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:ScheduleKeyDeletion",
      ],
      "*",
    ),
    {
      Sid: "OwnPathsOnly",
      Effect: "Deny",
      Action: [
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "ssm:GetParameter*",
        "ssm:PutParameter",
      ],
      NotResource: [own("secretsmanager", "secret:"), own("ssm", "parameter")],
    },
    {
      Sid: "OwnRegionsOnly",
      Effect: "Deny",
      NotAction: [...GLOBAL, ...OF_WHEELS],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
    },
    {
      Sid: "WheelsInTheirs",
      Effect: "Deny",
      Action: OF_WHEELS,
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": [...regions, wheelsRegion] } },
    },
    ...dataResidency(context, regions),
  ];
}
