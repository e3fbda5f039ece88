/** Actions that the policies of tasks, functions and deploy roles may allow. */
export const RUNTIME = [
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

/** Actions they may allow of services that only the platform's deploy role manages. */
export const RUNTIME_PARTS = [
  "apigateway:GET",
  // Describes and lists: each word more would be one that the boundary has no room for.
  "chatbot:Des*",
  "chatbot:L*",
  "cloudtrail:Describe*",
  "cloudtrail:Get*",
  "cloudtrail:L*",
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

/** Whether the boundary has `action`, such as `s3:GetObject`, among what it allows of every role. */
export function isWithinBoundary(action: string): boolean {
  return [...RUNTIME, ...RUNTIME_PARTS].some((pattern) =>
    pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : action === pattern,
  );
}
