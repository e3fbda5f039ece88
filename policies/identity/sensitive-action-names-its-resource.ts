import { platformNames } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import { matchesIamPattern, type Statement } from "../support/iam";
import { hasIdentityPolicy, identityPolicies } from "../support/policy-documents";
import { anyResourceRule } from "../support/rule";

/** Actions by which a principal gets more rights than it has, runs code elsewhere, or reads secrets. */
const SENSITIVE = [
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

/** Everything, everything of a service, or everything of one kind, such as `...:role/*`. */
const EVERYTHING = /^(\*+|arn:\*.*|arn:[^:]*:[^:]*:[^:]*:[^:]*:([\w-]+[:/])?[*/?]+)$/;

/** The objects of one bucket, whose name stands where other services have a kind. */
const IN_BUCKET = /^arn:[^:]*:s3:::[\w.-]+\//;

/**
 * Condition keys that narrow a statement to certain resources. A key's ARN is made of its id, so a
 * policy names keys by their aliases.
 */
const NARROWS =
  /^(aws:ResourceTag\/.+|iam:ResourceTag\/.+|kms:ResourceAliases|kms:EncryptionContext:.+|kms:GrantIsForAWSResource|kms:RequestAlias)$/i;
/** A value that takes any alias or any tag. */
const OPEN = /^(alias\/)?[*?]*$/;
const EXACT = /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike|Bool)$/;

export const sensitiveActionNamesItsResource = anyResourceRule({
  name: "sensitive-action-names-its-resource",
  description: "A policy that allows a sensitive action names the resources that it is allowed on.",
  why:
    "Whoever may pass, or attach a policy to, any role has the rights of the most powerful one; whoever " +
    "may read any secret has all of them.",
  remediationSteps: "Name the resources by `context.name`, or a key by a condition on its alias.",
  severity: "critical",
  framework: ciCl002("§4"),
  applies: hasIdentityPolicy,
  *check({ type, props }, settings) {
    // The permissions boundary grants nothing by itself.
    const { boundary } = platformNames(settings);
    if (type === "aws:iam/policy:Policy" && props.name === boundary) return;
    for (const { field, statements } of identityPolicies(type, props)) {
      for (const statement of (statements ?? []).filter(({ allows }) => allows)) {
        for (const wrong of problemsOf(statement)) {
          yield `${field}, statement ${statement.label}, ${wrong}`;
        }
      }
    }
  },
});

function* problemsOf({ actions, resources, tests }: Statement): Iterable<string> {
  for (const action of actions) {
    const [service = ""] = action.split(":");
    if (/[*?]/.test(service) && !/^\*+$/.test(service)) {
      yield `allows ${action}, which has a pattern for its service: name the service`;
    }
  }
  const everything = resources.find(
    (resource) => EVERYTHING.test(resource) && !IN_BUCKET.test(resource),
  );
  const narrowed = tests.some(
    ({ operator, key, values }) =>
      EXACT.test(operator) && NARROWS.test(key) && values.every((value) => !OPEN.test(value)),
  );
  if (everything === undefined || narrowed) return;
  const hit = SENSITIVE.filter((each) => actions.some((action) => matchesIamPattern(action, each)));
  if (hit.length > 0) yield `allows ${hit.join(", ")} on ${everything}: name the resources`;
}
