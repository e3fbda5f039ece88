import { type LeftOut, OWN_RESOURCE } from "./left-out-reasons";

const KEYS_STAY = "The boundary keeps every key: decision 0003.";

/** What holds data, keys and logs. */
export const LEFT_OUT_OF_STORES: Readonly<Record<string, readonly LeftOut[]>> = {
  "AWS::CloudTrail::Trail": [
    {
      actions: "cloudtrail:GetEventConfiguration cloudtrail:PutEventConfiguration",
      because: "The provider's resource has no input for the size and the context keys of events.",
    },
    { actions: "cloudtrail:GetTrail", because: "The provider reads it with DescribeTrails." },
    { actions: "iam:GetRole", because: "The provider takes the role by its ARN." },
    {
      actions:
        "iam:CreateServiceLinkedRole organizations:DescribeOrganization " +
        "organizations:ListAWSServiceAccessForOrganization",
      unless: "isOrganizationTrail",
    },
  ],
  "AWS::CodeArtifact::Repository": [
    { actions: "codeartifact:AssociateWithDownstreamRepository", unless: "upstreams" },
    {
      actions:
        "codeartifact:AssociateExternalConnection codeartifact:DisassociateExternalConnection",
      unless: "externalConnections",
    },
  ],
  "AWS::DynamoDB::Table": [
    {
      actions:
        "dynamodb:AssociateTableReplica dynamodb:CreateTableReplica iam:CreateServiceLinkedRole " +
        "dynamodb:BatchWriteItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem " +
        "dynamodb:Query dynamodb:Scan dynamodb:UpdateItem",
      unless: "replicas",
    },
    {
      actions:
        "dynamodb:DescribeImport dynamodb:ImportTable logs:CreateLogGroup logs:CreateLogStream " +
        "logs:DescribeLogGroups logs:DescribeLogStreams logs:PutLogEvents logs:PutRetentionPolicy " +
        "s3:GetObject s3:ListBucket",
      unless: "importTable",
    },
    { actions: "s3:GetObjectMetadata" },
    {
      actions:
        "dynamodb:DescribeContributorInsights dynamodb:DescribeKinesisStreamingDestination " +
        "dynamodb:DisableKinesisStreamingDestination dynamodb:EnableKinesisStreamingDestination " +
        "dynamodb:UpdateContributorInsights dynamodb:UpdateKinesisStreamingDestination " +
        "kinesis:DescribeStream kinesis:PutRecords dynamodb:DeleteResourcePolicy " +
        "dynamodb:GetResourcePolicy dynamodb:PutResourcePolicy",
      because: `${OWN_RESOURCE} (dynamodb.ContributorInsights, KinesisStreamingDestination, ResourcePolicy)`,
    },
    {
      actions: "kms:ListAliases kms:RevokeGrant",
      because:
        "DynamoDB developer guide, encryption at rest, lists what a key's user needs: neither is in it.",
    },
  ],
  "AWS::ECR::RegistryScanningConfiguration": [
    {
      actions:
        "iam:CreateServiceLinkedRole inspector2:Disable inspector2:Enable " +
        "inspector2:ListAccountPermissions",
      because: "Inspector is for scanType ENHANCED (ECR user guide); the plan's is BASIC.",
    },
  ],
  "AWS::KMS::Key": [
    {
      actions: "kms:DisableKey kms:DisableKeyRotation kms:ScheduleKeyDeletion",
      because: KEYS_STAY,
    },
  ],
  "AWS::KMS::ReplicaKey": [
    { actions: "kms:DisableKey kms:ScheduleKeyDeletion", because: KEYS_STAY },
  ],
  "AWS::Logs::LogGroup": [
    {
      actions:
        "firehose:TagDeliveryStream logs:CreateLogDelivery logs:DeleteDataProtectionPolicy " +
        "logs:DeleteIndexPolicy logs:DeleteResourcePolicy logs:DescribeIndexPolicies " +
        "logs:DescribeResourcePolicies logs:GetDataProtectionPolicy logs:PutDataProtectionPolicy " +
        "logs:PutIndexPolicy logs:PutResourcePolicy",
      because: `${OWN_RESOURCE} (cloudwatch.LogDataProtectionPolicy, LogIndexPolicy, LogResourcePolicy)`,
    },
    { actions: "s3:REST.PUT.OBJECT" },
    {
      actions: "logs:PutBearerTokenAuthentication",
      unless: "bearerTokenAuthenticationEnabled",
    },
    {
      actions: "logs:DisassociateKmsKey",
      because: "No log group loses its key: the policy data-uses-customer-managed-key.",
    },
  ],
  "AWS::S3::Bucket": [
    {
      actions:
        "s3:GetAnalyticsConfiguration s3:PutAnalyticsConfiguration s3:GetInventoryConfiguration " +
        "s3:PutInventoryConfiguration s3:GetMetricsConfiguration s3:PutMetricsConfiguration " +
        "s3:GetIntelligentTieringConfiguration s3:PutIntelligentTieringConfiguration " +
        "s3:GetBucketNotification s3:PutBucketNotification s3:PutAccelerateConfiguration " +
        "s3:PutBucketAcl s3:PutBucketCORS s3:PutBucketLogging s3:PutBucketObjectLockConfiguration " +
        "s3:PutBucketWebsite s3:DeleteBucketWebsite s3:PutObjectAcl " +
        "s3:GetBucketAbac s3:PutBucketAbac",
      because: `${OWN_RESOURCE} (s3.BucketNotification, BucketWebsiteConfiguration, BucketAbac and the like)`,
    },
    {
      actions:
        "s3:CreateBucketMetadataTableConfiguration s3:DeleteBucketMetadataTableConfiguration " +
        "s3:GetBucketMetadataTableConfiguration " +
        "s3:UpdateBucketMetadataInventoryTableConfiguration " +
        "s3:UpdateBucketMetadataJournalTableConfiguration " +
        "s3:UpdateBucketMetadataAnnotationTableConfiguration " +
        "s3tables:CreateNamespace s3tables:CreateTable s3tables:CreateTableBucket " +
        "s3tables:GetTable s3tables:GetTableMetadataLocation s3tables:PutTableBucketPolicy " +
        "s3tables:PutTableEncryption s3tables:PutTablePolicy s3tables:UpdateTableMetadataLocation",
      because: `${OWN_RESOURCE} (s3.BucketMetadataConfiguration)`,
    },
    {
      actions:
        "s3:DeleteBucketAnalyticsConfiguration s3:DeleteBucketCors s3:DeleteBucketEncryption " +
        "s3:DeleteBucketLifecycle s3:DeleteBucketMetricsConfiguration s3:DeleteBucketReplication " +
        "s3:PutBucketReplication s3:PutObjectLockConfiguration",
    },
    {
      actions: "s3:DeleteObject",
      because: "For forceDestroy; the plan empties no bucket (its forceDestroy is false).",
    },
  ],
  "AWS::SNS::Subscription": [
    { actions: "iam:GetRole iam:PassRole", unless: "subscriptionRoleArn" },
  ],
  "AWS::SNS::Topic": [
    {
      actions: "iam:GetRole iam:PassRole",
      unless:
        "applicationSuccessFeedbackRoleArn firehoseSuccessFeedbackRoleArn " +
        "httpSuccessFeedbackRoleArn lambdaSuccessFeedbackRoleArn sqsSuccessFeedbackRoleArn",
    },
    {
      actions:
        "sns:GetDataProtectionPolicy sns:ListSubscriptionsByTopic sns:PutDataProtectionPolicy",
      because: `${OWN_RESOURCE} (sns.DataProtectionPolicy)`,
    },
    {
      actions: "sns:Subscribe sns:Unsubscribe",
      because: "The plan makes each subscription as a resource of its own, with these calls.",
    },
  ],
  "AWS::SecretsManager::RotationSchedule": [
    { actions: "iam:PassRole", unless: "externalSecretRotationRoleArn" },
  ],
  "AWS::SecretsManager::Secret": [
    {
      actions: "secretsmanager:GetRandomPassword secretsmanager:GetSecretValue",
      because: `${OWN_RESOURCE} (secretsmanager.SecretVersion, getRandomPassword)`,
    },
  ],
};
