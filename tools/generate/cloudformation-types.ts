/** What awsx makes of its VPC, beside endpoints. */
const VPC_PARTS = {
  "aws:ec2/eip:Eip": ["AWS::EC2::EIP"],
  "aws:ec2/internetGateway:InternetGateway": [
    "AWS::EC2::InternetGateway",
    "AWS::EC2::VPCGatewayAttachment",
  ],
  "aws:ec2/natGateway:NatGateway": ["AWS::EC2::NatGateway"],
  "aws:ec2/route:Route": ["AWS::EC2::Route"],
  "aws:ec2/routeTable:RouteTable": ["AWS::EC2::RouteTable"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["AWS::EC2::SubnetRouteTableAssociation"],
  "aws:ec2/subnet:Subnet": ["AWS::EC2::Subnet"],
  "aws:ec2/vpc:Vpc": ["AWS::EC2::VPC"],
} as const;

/**
 * The CloudFormation type of each type of AWS resource in the plan. Where the provider makes a
 * resource of a part (a bucket's versioning), the part has the type of the whole.
 */
export const CLOUDFORMATION_TYPES: Readonly<Record<string, readonly string[]>> = {
  "aws:apigatewayv2/api:Api": ["AWS::ApiGatewayV2::Api"],
  "aws:apigatewayv2/integration:Integration": ["AWS::ApiGatewayV2::Integration"],
  "aws:apigatewayv2/route:Route": ["AWS::ApiGatewayV2::Route"],
  "aws:apigatewayv2/stage:Stage": ["AWS::ApiGatewayV2::Stage"],
  "aws:appautoscaling/policy:Policy": ["AWS::ApplicationAutoScaling::ScalingPolicy"],
  "aws:appautoscaling/target:Target": ["AWS::ApplicationAutoScaling::ScalableTarget"],
  "aws:appconfig/application:Application": ["AWS::AppConfig::Application"],
  "aws:appconfig/configurationProfile:ConfigurationProfile": [
    "AWS::AppConfig::ConfigurationProfile",
  ],
  "aws:appconfig/extensionAssociation:ExtensionAssociation": [
    "AWS::AppConfig::ExtensionAssociation",
  ],
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": ["AWS::AppConfig::DeploymentStrategy"],
  "aws:appconfig/environment:Environment": ["AWS::AppConfig::Environment"],
  "aws:cloudtrail/trail:Trail": ["AWS::CloudTrail::Trail"],
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ["AWS::CloudWatch::CompositeAlarm"],
  "aws:cloudwatch/dashboard:Dashboard": ["AWS::CloudWatch::Dashboard"],
  "aws:cloudwatch/eventRule:EventRule": ["AWS::Events::Rule"],
  "aws:cloudwatch/eventTarget:EventTarget": ["AWS::Events::Rule"],
  "aws:cloudwatch/logGroup:LogGroup": ["AWS::Logs::LogGroup"],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["AWS::Logs::ResourcePolicy"],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ["AWS::Logs::MetricFilter"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["AWS::CloudWatch::Alarm"],
  "aws:codeartifact/domain:Domain": ["AWS::CodeArtifact::Domain"],
  "aws:codeartifact/domainPermissions:DomainPermissions": ["AWS::CodeArtifact::Domain"],
  "aws:codeartifact/repository:Repository": ["AWS::CodeArtifact::Repository"],
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": [
    "AWS::CodeArtifact::Repository",
  ],
  "aws:codedeploy/application:Application": ["AWS::CodeDeploy::Application"],
  "aws:codedeploy/deploymentConfig:DeploymentConfig": ["AWS::CodeDeploy::DeploymentConfig"],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ["AWS::CodeDeploy::DeploymentGroup"],
  "aws:dynamodb/table:Table": ["AWS::DynamoDB::Table"],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["AWS::EC2::SecurityGroup"],
  "aws:ec2/flowLog:FlowLog": ["AWS::EC2::FlowLog"],
  "aws:ec2/securityGroup:SecurityGroup": ["AWS::EC2::SecurityGroup"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["AWS::EC2::VPCEndpoint"],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ["AWS::ECR::Repository"],
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": [
    "AWS::ECR::RegistryScanningConfiguration",
  ],
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": [
    "AWS::ECR::ReplicationConfiguration",
  ],
  "aws:ecr/repository:Repository": ["AWS::ECR::Repository"],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ["AWS::ECR::Repository"],
  "aws:ecs/cluster:Cluster": ["AWS::ECS::Cluster"],
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": [
    "AWS::ECS::Cluster",
    "AWS::ECS::ClusterCapacityProviderAssociations",
  ],
  "aws:ecs/service:Service": ["AWS::ECS::Service"],
  "aws:ecs/taskDefinition:TaskDefinition": ["AWS::ECS::TaskDefinition"],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["AWS::IAM::OIDCProvider"],
  "aws:iam/policy:Policy": ["AWS::IAM::ManagedPolicy"],
  "aws:iam/role:Role": ["AWS::IAM::Role"],
  "aws:iam/rolePolicy:RolePolicy": ["AWS::IAM::Role", "AWS::IAM::RolePolicy"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["AWS::IAM::Role"],
  "aws:kms/alias:Alias": ["AWS::KMS::Alias"],
  "aws:kms/key:Key": ["AWS::KMS::Key"],
  "aws:kms/replicaKey:ReplicaKey": ["AWS::KMS::ReplicaKey"],
  "aws:lambda/alias:Alias": ["AWS::Lambda::Alias"],
  "aws:lambda/eventSourceMapping:EventSourceMapping": ["AWS::Lambda::EventSourceMapping"],
  "aws:lambda/function:Function": ["AWS::Lambda::Function", "AWS::Lambda::Version"],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
    "AWS::Lambda::EventInvokeConfig",
  ],
  "aws:lambda/permission:Permission": ["AWS::Lambda::Permission"],
  "aws:lb/listener:Listener": ["AWS::ElasticLoadBalancingV2::Listener"],
  "aws:lb/listenerRule:ListenerRule": ["AWS::ElasticLoadBalancingV2::ListenerRule"],
  "aws:lb/loadBalancer:LoadBalancer": ["AWS::ElasticLoadBalancingV2::LoadBalancer"],
  "aws:lb/targetGroup:TargetGroup": ["AWS::ElasticLoadBalancingV2::TargetGroup"],
  "aws:route53/record:Record": ["AWS::Route53::RecordSet"],
  "aws:s3/bucket:Bucket": ["AWS::S3::Bucket"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["AWS::S3::Bucket"],
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ["AWS::S3::Bucket"],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["AWS::S3::Bucket"],
  "aws:s3/bucketPolicy:BucketPolicy": ["AWS::S3::BucketPolicy"],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["AWS::S3::Bucket"],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["AWS::S3::Bucket"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "AWS::S3::Bucket",
  ],
  "aws:s3/bucketVersioning:BucketVersioning": ["AWS::S3::Bucket"],
  "aws:scheduler/schedule:Schedule": ["AWS::Scheduler::Schedule"],
  "aws:scheduler/scheduleGroup:ScheduleGroup": ["AWS::Scheduler::ScheduleGroup"],
  "aws:secretsmanager/secret:Secret": ["AWS::SecretsManager::Secret"],
  "aws:secretsmanager/secretRotation:SecretRotation": ["AWS::SecretsManager::RotationSchedule"],
  "aws:sns/topic:Topic": ["AWS::SNS::Topic"],
  "aws:sns/topicPolicy:TopicPolicy": ["AWS::SNS::TopicPolicy"],
  "aws:sns/topicSubscription:TopicSubscription": ["AWS::SNS::Subscription"],
  "aws:sqs/queue:Queue": ["AWS::SQS::Queue"],
  "aws:sqs/queuePolicy:QueuePolicy": ["AWS::SQS::QueuePolicy"],
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ["AWS::SQS::Queue"],
  "aws:sqs/redrivePolicy:RedrivePolicy": ["AWS::SQS::Queue"],
  "aws:ssm/parameter:Parameter": ["AWS::SSM::Parameter"],
  "aws:synthetics/canary:Canary": ["AWS::Synthetics::Canary"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::SecurityGroupEgress",
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::SecurityGroupIngress",
  ],
  ...VPC_PARTS,
  "awsx:ec2:Vpc": [...Object.values(VPC_PARTS).flat(), "AWS::EC2::VPCEndpoint"],
};

/** Types in the plan that CloudFormation does not have, with what stands for them. */
export const WITHOUT_CLOUDFORMATION_TYPE: Readonly<Record<string, string>> = {
  "aws:appautoscaling/scheduledAction:ScheduledAction":
    "A part of AWS::ApplicationAutoScaling::ScalableTarget; its line is from the service authorization " +
    "reference of Application Auto Scaling.",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock":
    "The setting of an account; its line is from the service authorization reference of Amazon S3.",
  "aws:s3/bucketObjectv2:BucketObjectv2":
    "An object is data; its line is from the service authorization reference of Amazon S3.",
};
