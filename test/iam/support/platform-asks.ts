export const ACCOUNT = "333333333333";
const IAM = `arn:aws:iam::${ACCOUNT}`;
const BOUNDED = { "iam:PermissionsBoundary": `${IAM}:policy/nc-platform-prod-boundary` };
const BUCKET = `nc-platform-prod-pulumi-${ACCOUNT}`;
const at = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${ACCOUNT}:${resource}`;

type Keys = Record<string, string | string[]>;
export type Line = readonly [action: string, resource: string, keys?: Keys];

/** What applying takes beside the calls of each type of resource, for which see types.test.ts. */
export const APPLIES: readonly Line[] = [
  ["kms:CreateGrant", at("kms", "key/1"), { "kms:GrantIsForAWSResource": "true" }],
  ["s3:GetObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["s3:PutObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["s3:DeleteObject", `arn:aws:s3:::${BUCKET}/.pulumi/locks/prod.json`],
  // What its plan does to permissions, which the gates ask for.
  ["s3:GetObject", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}/platform/plan.json`],
  ["s3:ListBucket", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}`],
  ["s3:PutObject", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}/platform/plan.json`],
  ["route53:GetChange", "arn:aws:route53:::change/C1", { "aws:RequestedRegion": "us-east-1" }],
  [
    "secretsmanager:GetSecretValue",
    at("secretsmanager", "secret:/nc/prod/platform/secret/github-app-AbCdEf"),
  ],
];

/** Never its to do, by its own policy or by the boundary. */
export const REFUSES: readonly Line[] = [
  ["iam:CreateRole", `${IAM}:role/nc-x-prod-task`],
  ["iam:CreateRole", `${IAM}:role/Administrator`, BOUNDED],
  ["iam:PutRolePolicy", `${IAM}:role/gha-deploy-role`, BOUNDED],
  ["iam:CreatePolicyVersion", `${IAM}:policy/nc-platform-prod-boundary`],
  ["iam:CreatePolicyVersion", `${IAM}:policy/nc-platform-prod-deploy-network`],
  ["iam:SetDefaultPolicyVersion", `${IAM}:policy/nc-platform-prod-deploy-network`],
  ["iam:CreatePolicy", `${IAM}:policy/nc-x-prod-anything`],
  ["iam:AttachRolePolicy", `${IAM}:role/gha-deploy-role`, BOUNDED],
  ["iam:AttachRolePolicy", `${IAM}:role/nc-x-prod-task`, BOUNDED],
  ["iam:DetachRolePolicy", `${IAM}:role/gha-deploy-role`, BOUNDED],
  ["iam:PassRole", `${IAM}:role/nc-x-prod-task`, { "iam:PassedToService": "glue.amazonaws.com" }],
  ["iam:PassRole", `${IAM}:role/nc-x-prod-task`, { "iam:PassedToService": "events.amazonaws.com" }],
  [
    "iam:CreateServiceLinkedRole",
    `${IAM}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    { "iam:AWSServiceName": "guardduty.amazonaws.com" },
  ],
  ["iam:CreateUser", `${IAM}:user/mallory`],
  ["secretsmanager:GetSecretValue", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
  [
    "secretsmanager:GetSecretValue",
    at("secretsmanager", "secret:/nc/prod/platform/secret/github-app-key-AbCdEf"),
  ],
  ["secretsmanager:PutSecretValue", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
  ["dynamodb:GetItem", at("dynamodb", "table/nc-platform-prod-terraform-locks")],
  ["sqs:ReceiveMessage", at("sqs", "nc-audit-queue-prod-queue")],
  ["lambda:InvokeFunction", at("lambda", "function:nc-api-adapter-prod-function")],
  ["s3:GetObject", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}/ingest-worker/sbom/1.json`],
  ["s3:PutBucketPolicy", "arn:aws:s3:::finance-reports"],
  ["kms:ScheduleKeyDeletion", at("kms", "key/11111111-2222-3333-4444-555555555555")],
  [
    "route53:ChangeResourceRecordSets",
    "arn:aws:route53:::hostedzone/Z000000000000",
    { "aws:RequestedRegion": "us-east-1" },
  ],
  ["ec2:RunInstances", at("ec2", "instance/i-1")],
  ["ec2:AcceptVpcPeeringConnection", at("ec2", "vpc-peering-connection/pcx-1")],
  ["ecs:RunTask", at("ecs", "task-definition/nc-x-prod-task:1")],
  ["codedeploy:CreateDeployment", at("codedeploy", "deploymentgroup:nc-x-prod-delivery/nc-x-prod")],
  ["appconfig:StartDeployment", at("appconfig", "application/a1")],
  ["logs:GetLogEvents", at("logs", "log-group:/nc/prod/x/logs/app:log-stream:1")],
  [
    "lambda:CreateEventSourceMapping",
    "*",
    { "lambda:FunctionArn": at("lambda", "function:payroll") },
  ],
];

/** A pull request may see these. */
export const SEES: readonly Line[] = [
  ["s3:GetObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["s3:ListBucket", `arn:aws:s3:::${BUCKET}`],
  ["s3:GetBucketPolicy", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}`],
  ["iam:GetRole", `${IAM}:role/gha-deploy-role`],
  ["ec2:DescribeVpcs", "*"],
  ["kms:GetKeyPolicy", at("kms", "key/1")],
  ["lambda:GetFunctionConfiguration", at("lambda", "function:nc-api-adapter-prod-function")],
  ["ssm:GetParameter", at("ssm", "parameter/nc/prod/x/config/level")],
  ["secretsmanager:DescribeSecret", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
];

/** And never these: changes, and whatever holds data. */
export const HIDDEN: readonly Line[] = [
  [
    "secretsmanager:GetSecretValue",
    at("secretsmanager", "secret:/nc/prod/platform/secret/github-app-AbCdEf"),
  ],
  ["secretsmanager:GetSecretValue", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
  ["ssm:GetParameter", at("ssm", "parameter/nc/prod/x/secret/token")],
  ["s3:GetObject", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}/ingest-worker/sbom/1.json`],
  [
    "s3:GetObject",
    `arn:aws:s3:::nc-platform-prod-terraform-state-${ACCOUNT}/core/terraform.tfstate`,
  ],
  ["s3:PutObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["chatbot:GetSlackOauthParameters", "*", { "aws:RequestedRegion": "us-east-2" }],
  ["chatbot:UpdateSlackChannelConfiguration", "*", { "aws:RequestedRegion": "us-east-2" }],
  ["lambda:GetFunction", at("lambda", "function:nc-api-adapter-prod-function")],
  ["ecr:BatchGetImage", at("ecr", "repository/nc-ingest-worker-prod-image")],
  ["ecr:GetAuthorizationToken", "*"],
  ["logs:FilterLogEvents", at("logs", "log-group:/nc/prod/x/logs/app")],
  ["logs:GetLogEvents", at("logs", "log-group:/nc/prod/x/logs/app:log-stream:1")],
  ["dynamodb:GetItem", at("dynamodb", "table/nc-platform-prod-terraform-locks")],
  ["sqs:ReceiveMessage", at("sqs", "nc-audit-queue-prod-queue")],
  ["iam:CreateRole", `${IAM}:role/nc-x-prod-task`, BOUNDED],
  ["iam:PassRole", `${IAM}:role/nc-x-prod-task`, { "iam:PassedToService": "lambda.amazonaws.com" }],
  ["ecs:UpdateService", at("ecs", "service/nc-core/nc-x-prod-service")],
  ["apigateway:GET", "arn:aws:apigateway:ca-central-1::/apikeys"],
  ["apigateway:GET", "arn:aws:apigateway:ca-central-1::/usageplans/u1/keys"],
];
