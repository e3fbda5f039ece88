/**
 * Why an action of CloudFormation's list is not asked for:
 * - `unless`: inputs of the provider's resource, of which the plan sets none (a test looks);
 * - `because`: the provider does not call it, and where that is written;
 * - neither: the service authorization reference has no such action (a test looks).
 */
interface LeftOut {
  /** Words, each an action with its service. */
  readonly actions: string;
  /** Words, each the name of an input. */
  readonly unless?: string;
  readonly because?: string;
}

const KEYS_STAY = "The boundary keeps every key: decision 0003.";
const OWN_RESOURCE =
  "CloudFormation makes it a part; the provider's index of resources has it as one of its own, and the plan has none.";
const CONCURRENCY = `${OWN_RESOURCE} (lambda.ProvisionedConcurrencyConfig)`;
const RUNTIME = `${OWN_RESOURCE} (lambda.RuntimeManagementConfig, FunctionRecursionConfig)`;
const DEPLOYS =
  "CloudFormation deploys by it (UpdatePolicy, the property Deployment). The provider deploys nothing: it has no resource for a deployment.";
const IAM_POLICY = `${OWN_RESOURCE} (iam.GroupPolicyAttachment, RolePolicyAttachment, UserPolicyAttachment)`;

/** Actions of CloudFormation's handlers that the provider does not call, by type. */
export const LEFT_OUT: Readonly<Record<string, readonly LeftOut[]>> = {
  "AWS::ApiGatewayV2::Api": [{ actions: "s3:getObject", unless: "body" }],
  "AWS::ApiGatewayV2::Integration": [
    { actions: "iam:PassRole", unless: "credentialsArn" },
    {
      actions: "apigateway:PUT",
      because: "API Gateway V2 API reference: UpdateIntegration is PATCH.",
    },
  ],
  "AWS::ApiGatewayV2::Route": [
    { actions: "apigateway:PUT", because: "API Gateway V2 API reference: UpdateRoute is PATCH." },
  ],
  "AWS::ApiGatewayV2::Stage": [{ actions: "apigateway:TagResource apigateway:UntagResource" }],
  "AWS::AppConfig::ConfigurationProfile": [{ actions: "iam:PassRole", unless: "retrievalRoleArn" }],
  "AWS::ApplicationAutoScaling::ScalableTarget": [
    { actions: "iam:PassRole", unless: "roleArn" },
    {
      actions:
        "application-autoscaling:DeleteScheduledAction application-autoscaling:DescribeScheduledActions " +
        "application-autoscaling:PutScheduledAction",
      because: `${OWN_RESOURCE} (appautoscaling.ScheduledAction)`,
    },
    {
      actions:
        "lambda:DeleteProvisionedConcurrencyConfig lambda:GetProvisionedConcurrencyConfig " +
        "lambda:PutProvisionedConcurrencyConfig",
      because: "Every target of the plan scales an ECS service (serviceNamespace ecs).",
    },
  ],
  "AWS::ApplicationAutoScaling::ScalingPolicy": [
    { actions: "cloudwatch:GetMetricData", unless: "predictiveScalingPolicyConfiguration" },
  ],
  "AWS::CloudWatch::Dashboard": [
    {
      actions: "cloudwatch:ListTagsForResource cloudwatch:TagResource cloudwatch:UntagResource",
      unless: "tags",
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
  "AWS::CodeDeploy::DeploymentGroup": [
    {
      actions:
        "codedeploy:CreateDeployment codedeploy:GetApplicationRevision codedeploy:GetDeployment " +
        "codedeploy:GetDeploymentConfig codedeploy:ListDeployments " +
        "codedeploy:RegisterApplicationRevision codedeploy:StopDeployment",
      because: DEPLOYS,
    },
    {
      actions: "codedeploy:RegisterOnPremisesInstance",
      unless: "onPremisesInstanceTagFilters",
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
  "AWS::EC2::EIP": [
    { actions: "ec2:AssociateAddress", unless: "instance networkInterface" },
    {
      actions: "ec2:AcceptAddressTransfer",
      because: `${OWN_RESOURCE} (no input of ec2.Eip takes a transfer)`,
    },
  ],
  "AWS::EC2::FlowLog": [
    {
      actions: "autoscaling:DescribeTags ec2:DescribeTags",
      because: "EC2 API reference: DescribeFlowLogs answers with the tags.",
    },
    {
      actions: "s3:GetBucketPolicy s3:PutBucketPolicy",
      because: "Every flow log of the plan goes to CloudWatch Logs (logDestinationType).",
    },
  ],
  "AWS::EC2::NatGateway": [
    {
      actions: "ec2:AssignPrivateNatGatewayAddress ec2:UnassignPrivateNatGatewayAddress",
      unless: "secondaryPrivateIpAddresses secondaryPrivateIpAddressCount",
    },
    {
      actions: "ec2:AssociateNatGatewayAddress ec2:DisassociateNatGatewayAddress",
      unless: "secondaryAllocationIds",
    },
  ],
  "AWS::EC2::SecurityGroup": [
    {
      actions:
        "ec2:DescribeInstances ec2:UpdateSecurityGroupRuleDescriptionsEgress " +
        "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
      because:
        "The rules are resources of their own, changed by ModifySecurityGroupRules, which takes the description too (EC2 API reference).",
    },
  ],
  "AWS::EC2::SecurityGroupEgress": [
    {
      actions: "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
      because: "ModifySecurityGroupRules takes the description too (EC2 API reference).",
    },
  ],
  "AWS::EC2::SecurityGroupIngress": [
    {
      actions: "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
      because: "ModifySecurityGroupRules takes the description too (EC2 API reference).",
    },
  ],
  "AWS::EC2::Subnet": [
    {
      actions: "ec2:AssociateSubnetCidrBlock ec2:DisassociateSubnetCidrBlock",
      unless: "ipv6CidrBlock",
    },
  ],
  "AWS::EC2::VPC": [
    { actions: "ec2:ModifyVpcTenancy", unless: "instanceTenancy" },
    {
      actions: "ec2:CreateVpcEncryptionControl ec2:DescribeVpcEncryptionControls",
      because: `${OWN_RESOURCE} (vpc.EncryptionControl)`,
    },
  ],
  "AWS::EC2::VPCEndpoint": [
    { actions: "vpce:AllowMultiRegion", unless: "serviceRegion" },
    {
      actions: "vpc-lattice:CreateServiceNetworkVpcEndpointAssociation",
      unless: "serviceNetworkArn",
    },
    { actions: "vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation" },
  ],
  "AWS::EC2::VPCGatewayAttachment": [
    {
      actions: "ec2:AttachVpnGateway ec2:DescribeVpnGateways ec2:DetachVpnGateway",
      because: `${OWN_RESOURCE} (ec2.VpnGatewayAttachment)`,
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
  "AWS::ECS::Cluster": [
    {
      actions: "ecs:PutAccountSetting ecs:PutAccountSettingDefault",
      because: `${OWN_RESOURCE} (ecs.AccountSettingDefault)`,
    },
    {
      actions: "kms:DescribeKey",
      because:
        "CloudFormation's own check of managedStorageConfiguration; the plan's configuration has ECS Exec's logging alone.",
    },
  ],
  "AWS::ECS::ClusterCapacityProviderAssociations": [
    {
      actions: "ecs:DescribeCapacityProviders",
      because: "The provider reads the cluster: ECS API reference, DescribeClusters.",
    },
  ],
  "AWS::ECS::Service": [{ actions: "ecs:StopServiceDeployment", unless: "sigintRollback" }],
  "AWS::ElasticLoadBalancingV2::Listener": [
    {
      actions: "cognito-idp:DescribeUserPoolClient",
      because: "For an action of type authenticate-cognito; the plan has none.",
    },
  ],
  "AWS::ElasticLoadBalancingV2::ListenerRule": [
    {
      actions: "cognito-idp:DescribeUserPoolClient",
      because: "For an action of type authenticate-cognito; the plan has none.",
    },
  ],
  "AWS::ElasticLoadBalancingV2::LoadBalancer": [
    {
      actions: "ec2:DescribeIpamPools elasticloadbalancing:ModifyIpPools",
      unless: "ipamPools",
    },
    {
      actions: "elasticloadbalancing:ModifyCapacityReservation",
      unless: "minimumLoadBalancerCapacity",
    },
  ],
  "AWS::ElasticLoadBalancingV2::TargetGroup": [
    {
      actions:
        "elasticloadbalancing:DeregisterTargets elasticloadbalancing:DescribeTargetHealth " +
        "elasticloadbalancing:RegisterTargets",
      because: `${OWN_RESOURCE} (lb.TargetGroupAttachment)`,
    },
  ],
  "AWS::Events::Rule": [{ actions: "iam:PassRole", unless: "roleArn" }],
  "AWS::IAM::ManagedPolicy": [
    {
      actions:
        "iam:AttachGroupPolicy iam:AttachRolePolicy iam:AttachUserPolicy iam:DetachGroupPolicy " +
        "iam:DetachRolePolicy iam:DetachUserPolicy",
      because: IAM_POLICY,
    },
  ],
  "AWS::IAM::Role": [
    {
      actions: "iam:DeleteRolePermissionsBoundary",
      because: "The boundary stays on every role: decision 0003.",
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
  "AWS::Lambda::Alias": [
    {
      actions:
        "codedeploy:CreateDeployment codedeploy:GetDeployment codedeploy:GetDeploymentConfig " +
        "codedeploy:GetDeploymentGroup codedeploy:StopDeployment",
      because: DEPLOYS,
    },
    {
      actions:
        "lambda:DeleteProvisionedConcurrencyConfig lambda:GetProvisionedConcurrencyConfig " +
        "lambda:PutProvisionedConcurrencyConfig",
      because: CONCURRENCY,
    },
  ],
  "AWS::Lambda::EventSourceMapping": [
    { actions: "kms:Decrypt kms:DescribeKey kms:GenerateDataKey", unless: "kmsKeyArn" },
  ],
  "AWS::Lambda::Function": [
    {
      actions: "elasticfilesystem:DescribeMountTargets s3files:ListMountTargets",
      unless: "fileSystemConfig",
    },
    {
      actions:
        "lambda:DeleteFunctionCodeSigningConfig lambda:GetCodeSigningConfig " +
        "lambda:PutFunctionCodeSigningConfig",
      unless: "codeSigningConfigArn",
    },
    {
      actions: "lambda:PassCapacityProvider lambda:PutFunctionScalingConfig",
      unless: "capacityProviderConfig",
    },
    {
      actions:
        "lambda:GetFunctionRecursionConfig lambda:GetRuntimeManagementConfig " +
        "lambda:PutFunctionRecursionConfig lambda:PutRuntimeManagementConfig",
      because: RUNTIME,
    },
    { actions: "lambda:GetFunctionScalingConfig", unless: "capacityProviderConfig" },
    { actions: "lambda:AssociateRuntimeAlias" },
  ],
  "AWS::Lambda::Version": [
    {
      actions: "lambda:GetFunctionScalingConfig lambda:PutFunctionScalingConfig",
      unless: "capacityProviderConfig",
    },
    {
      actions: "lambda:GetProvisionedConcurrencyConfig lambda:PutProvisionedConcurrencyConfig",
      because: CONCURRENCY,
    },
    {
      actions: "lambda:GetRuntimeManagementConfig lambda:PutRuntimeManagementConfig",
      because: RUNTIME,
    },
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
  "AWS::Route53::RecordSet": [
    {
      actions: "route53:ListHostedZones",
      because: "CloudFormation looks a zone up by name; the plan has the zone's id.",
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
  "AWS::SNS::Topic": [
    {
      actions: "iam:GetRole iam:PassRole",
      unless:
        "applicationSuccessFeedbackRoleArn firehoseSuccessFeedbackRoleArn " +
        "httpSuccessFeedbackRoleArn lambdaSuccessFeedbackRoleArn sqsSuccessFeedbackRoleArn",
    },
    {
      actions:
        "sns:GetDataProtectionPolicy sns:ListSubscriptionsByTopic sns:PutDataProtectionPolicy " +
        "sns:Subscribe sns:Unsubscribe",
      because: `${OWN_RESOURCE} (sns.DataProtectionPolicy, TopicSubscription)`,
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
  "AWS::Synthetics::Canary": [
    {
      actions: "iam:ListRoles s3:ListAllMyBuckets",
      because: "The console's own lists; the plan names role and bucket (CloudWatch user guide).",
    },
    {
      actions: "s3:CreateBucket s3:PutEncryptionConfiguration",
      because: "For a bucket cw-syn-results that Synthetics makes; the plan names one of its own.",
    },
    { actions: "lambda:GetLayerVersionByArn s3:PutBucketEncryption synthetics:ReplicateCanary" },
    {
      actions:
        "kms:CreateGrant kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext",
      unless: "kmsKeyArn",
    },
    {
      actions: "synthetics:GetCanaryRuns synthetics:StartCanaryDryRun",
      because:
        "CloudFormation's dry run before an update; the provider's documentation of synthetics.Canary has none.",
    },
  ],
};
