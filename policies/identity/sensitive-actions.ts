import { PLATFORM } from "../../infra/context";
import { physicalName } from "../../infra/naming/names";
import { PREVIEW_ROLE } from "../../infra/naming/platform-names";
import type { Settings } from "../../infra/settings/parse";
import type { AnyResource } from "../support/rule";

/** Actions by which a principal gets more rights than it has, runs code elsewhere, or reads secrets. */
export const SENSITIVE_ACTIONS = [
  "dynamodb:GetItem",
  "dynamodb:PutResourcePolicy",
  "dynamodb:Scan",
  "ec2:ModifyInstanceAttribute",
  "ecr:SetRepositoryPolicy",
  "ecs:ExecuteCommand",
  "ecs:RunTask",
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:CreateRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:PassRole",
  "iam:PutGroupPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:PutKeyPolicy",
  "kms:ReEncryptFrom",
  "kms:ScheduleKeyDeletion",
  "lambda:AddPermission",
  "lambda:CreateFunction",
  "lambda:InvokeFunction",
  "lambda:UpdateFunctionCode",
  "lambda:UpdateFunctionConfiguration",
  "s3:GetObject",
  "s3:PutBucketPolicy",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "secretsmanager:PutResourcePolicy",
  "sns:AddPermission",
  "sqs:AddPermission",
  "sqs:ReceiveMessage",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "ssm:SendCommand",
  "ssm:StartSession",
  "sts:AssumeRole",
];

/**
 * What the platform's deploy role may do to the resources of all workloads, as it makes them; by the
 * last part of the name of the policy.
 */
const OF_ALL_WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  "deploy-compute": [
    "lambda:AddPermission",
    "lambda:CreateFunction",
    "lambda:InvokeFunction",
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
  ],
  "deploy-data": ["s3:GetObject", "s3:PutBucketPolicy"],
  "deploy-delivery": ["ecr:SetRepositoryPolicy"],
  "deploy-identity": [
    "iam:CreateRole",
    "iam:PassRole",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:UpdateAssumeRolePolicy",
  ],
  "deploy-read": ["ssm:GetParameter", "ssm:GetParameters"],
};

/** The same of the roles that plan pull requests and look for drift: Pulumi's state, and the catalog's config. */
const OF_PREVIEWS = ["s3:GetObject", "ssm:GetParameter", "ssm:GetParameters"];

/**
 * The same of the platform's other roles, by the component: the deployment rule reads the contract of any workload, and so does
 * who breaks the glass moves the dead letters of any, which SQS takes as that person, and stops the schedule of any, which names its role again.
 */
const OF_ROLES: Readonly<Record<string, readonly string[]>> = {
  "break-glass": ["iam:PassRole", "sqs:ReceiveMessage", "ssm:GetParameter"],
  drift: OF_PREVIEWS,
  "gate-deployment": ["ssm:GetParameter"],
};

/** Sensitive actions that the policy `resource` may allow on what several workloads have. */
export function actionsOnAllWorkloads(
  { type, props }: AnyResource,
  { environment }: Settings,
): readonly string[] {
  const owner = { service: PLATFORM.service, environment };
  if (type === "aws:iam/rolePolicy:RolePolicy") {
    if (props.role === PREVIEW_ROLE) return OF_PREVIEWS;
    const named = (component: string) => physicalName("aws:iam/role:Role", owner, component);
    const of = Object.entries(OF_ROLES).find(([component]) => props.role === named(component));
    return of?.[1] ?? [];
  }
  if (type !== "aws:iam/policy:Policy") return [];
  const found = Object.entries(OF_ALL_WORKLOADS).find(
    ([component]) => props.name === physicalName(type, owner, component),
  );
  return found?.[1] ?? [];
}
