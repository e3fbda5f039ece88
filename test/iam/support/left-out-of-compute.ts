import { type LeftOut, OWN_RESOURCE } from "./left-out-reasons";

const CONCURRENCY = `${OWN_RESOURCE} (lambda.ProvisionedConcurrencyConfig)`;
const RUNTIME = `${OWN_RESOURCE} (lambda.RuntimeManagementConfig, FunctionRecursionConfig)`;
const DEPLOYS =
  "CloudFormation deploys by it (UpdatePolicy, the property Deployment). The provider deploys nothing: it has no resource for a deployment.";
const IAM_POLICY = `${OWN_RESOURCE} (iam.GroupPolicyAttachment, RolePolicyAttachment, UserPolicyAttachment)`;

/** What runs, what starts it and what watches it, and roles. */
export const LEFT_OUT_OF_COMPUTE: Readonly<Record<string, readonly LeftOut[]>> = {
  "AWS::AppConfig::ConfigurationProfile": [{ actions: "iam:PassRole", unless: "retrievalRoleArn" }],
  "AWS::AppConfig::ExtensionAssociation": [
    {
      actions: "appconfig:ListTagsForResource appconfig:TagResource appconfig:UntagResource",
      because: "The provider's resource has no tags.",
    },
  ],
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
