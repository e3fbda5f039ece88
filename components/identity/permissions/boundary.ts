import { RUNTIME, RUNTIME_PARTS } from "../../../infra/boundary-actions";
import type { Context } from "../../../infra/context";
import { platformArns } from "../arns";
import { allow, deny, type Statement } from "../statement";
import { dataResidency, NEVER_COPIED_OR_SHARED } from "./data-residency";

/** Actions on users, groups, keys, MFA devices and identity providers (service authorization reference). */
const OTHER_IDENTITIES = [
  "iam:*AccessKey*",
  "iam:*ClientID*",
  "iam:*Group*",
  "iam:*LoginProfile*",
  "iam:*MFADevice*",
  "iam:*SAML*",
  "iam:*SpecificCredential*",
  "iam:*User*",
  // Creates, deletes and updates a provider; the actions that get, list and tag one do not match.
  "iam:*eOpenID*",
];

/** Actions that would switch off what watches the account, or end a key or the account itself. */
const SAFETY_OF_ACCOUNT = [
  "account:*",
  "config:Delete*",
  "config:Stop*",
  "guardduty:Delete*",
  "guardduty:Dis*",
  "guardduty:Stop*",
  "guardduty:UpdateD*",
  "kms:DeleteImported*",
  "kms:Disable*",
  "kms:ScheduleKeyDeletion",
  "iam:DeleteRolePerm*",
  "organizations:*",
  "sts:AssumeRole",
];

const ROLE_CHANGES = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
];

/**
 * Actions of global services, whose requests name no region of the environment, and what says who changed them: their
 * events are in us-east-1, and so is the rule that watches the global endpoint of STS. Chat channels have their API in no
 * region of an environment.
 */
const GLOBAL = [
  "chatbot:*",
  "cloudtrail:LookupEvents",
  "events:Desc*",
  "events:ListT*",
  "iam:*",
  "route53:*",
  "s3:ListAllMyBuckets",
  "sts:*",
];

/** Actions for Python wheels, which are in the region of CodeArtifact (`wheelsRegion`). */
const WHEEL_ACTIONS = ["codeartifact:*", "kms:*"];

/**
 * The permissions boundary: the most that any role of the program may do, whatever its own policy
 * allows. All roles share it. Its statements on management apply to the platform's deploy role alone,
 * by a condition on that role's ARN.
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
      Action: ["apigateway:*", "ec2:*", "kms:*", "route53:*"],
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

    // One statement for all that nobody may do anywhere: each more takes 60 characters of the 6,144.
    deny("Never", [...OTHER_IDENTITIES, ...SAFETY_OF_ACCOUNT, ...NEVER_COPIED_OR_SHARED], "*"),
    deny("BoundaryOnEveryRole", ROLE_CHANGES, "*", {
      StringNotEquals: { "iam:PermissionsBoundary": arns.boundary },
    }),
    // The program makes no other managed policies than the boundary and those of the deploy role.
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
      [arns.deployRole, arns.previewRole, arns.auditTrailRole],
    ),
    deny("NoPublicTasks", ["ecs:CreateService", "ecs:UpdateService"], "*", {
      StringEquals: { "ecs:auto-assign-public-ip": "true" },
    }),
    deny("NoShellInTasks", ["ecs:CreateService", "ecs:RunTask", "ecs:UpdateService"], "*", {
      StringEquals: { "ecs:enable-execute-command": "true" },
    }),
    deny(
      "LedgerOnlyGrows",
      ["dynamodb:BatchW*", "dynamodb:DeleteI*", "dynamodb:PartiQL*", "dynamodb:UpdateI*"],
      arns.ledger,
    ),
    // What is in the audit trail stays, and so does where it is delivered (docs/decisions/0031).
    deny("TrailStays", ["s3:Delete*", "s3:Put*"], `${arns.auditBucket}*`),
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
      NotAction: [...GLOBAL, ...WHEEL_ACTIONS],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
    },
    {
      Sid: "WheelsInTheirs",
      Effect: "Deny",
      Action: WHEEL_ACTIONS,
      Resource: "*",
      Condition: {
        StringNotEquals: { "aws:RequestedRegion": [...new Set([...regions, wheelsRegion])] },
      },
    },
    ...dataResidency(context, regions),
  ];
}
