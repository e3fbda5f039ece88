/** AWS services in which a Terraform stack may manage what has its own name. */
export const MANAGEABLE = ["dynamodb", "events", "logs", "s3", "sns", "sqs", "ssm"] as const;
