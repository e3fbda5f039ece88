import { LIMITS, type NamedType } from "../../infra/naming/limits";

/** Every input but these makes a new resource. */
interface AllBut {
  readonly allBut: readonly string[];
}

/**
 * Inputs that a resource keeps for life, beside its name: to change one is to make a new resource.
 * Source: "Forces new resource" in each type's reference, aws 7 and github 6.
 */
const IMMUTABLE: Readonly<Record<string, readonly string[] | AllBut>> = {
  "aws:apigatewayv2/api:Api": ["protocolType"],
  "aws:apigatewayv2/integration:Integration": ["apiId"],
  "aws:apigatewayv2/route:Route": ["apiId"],
  "aws:apigatewayv2/stage:Stage": ["apiId", "name"],
  "aws:appautoscaling/policy:Policy": ["name", "resourceId", "scalableDimension"],
  "aws:appautoscaling/target:Target": ["resourceId", "scalableDimension", "serviceNamespace"],
  "aws:appconfig/configurationProfile:ConfigurationProfile": [
    "applicationId",
    "locationUri",
    "type",
  ],
  "aws:appconfig/deployment:Deployment": { allBut: ["tags"] },
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": ["replicateTo"],
  "aws:appconfig/environment:Environment": ["applicationId"],
  "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": { allBut: [] },
  "aws:cloudwatch/eventRule:EventRule": ["eventBusName"],
  "aws:cloudwatch/eventTarget:EventTarget": ["eventBusName", "rule", "targetId"],
  "aws:cloudwatch/logGroup:LogGroup": ["name"],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["policyName", "resourceArn"],
  "aws:codeartifact/domain:Domain": ["encryptionKey"],
  "aws:codeartifact/domainPermissions:DomainPermissions": ["domain", "domainOwner"],
  "aws:codeartifact/repository:Repository": ["domain", "domainOwner"],
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": [
    ...["domain", "domainOwner", "repository"],
  ],
  "aws:codedeploy/application:Application": ["computePlatform"],
  "aws:codedeploy/deploymentConfig:DeploymentConfig": { allBut: [] },
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ["appName"],
  "aws:dynamodb/table:Table": ["hashKey", "localSecondaryIndexes", "rangeKey"],
  "aws:ec2/eip:Eip": ["domain"],
  "aws:ec2/flowLog:FlowLog": { allBut: ["tags"] },
  "aws:ec2/natGateway:NatGateway": ["allocationId", "connectivityType", "subnetId"],
  "aws:ec2/route:Route": [
    ...["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    "routeTableId",
  ],
  "aws:ec2/routeTable:RouteTable": ["vpcId"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["gatewayId", "subnetId"],
  "aws:ec2/securityGroup:SecurityGroup": ["description", "vpcId"],
  "aws:ec2/subnet:Subnet": ["availabilityZone", "cidrBlock", "vpcId"],
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["serviceName", "vpcEndpointType", "vpcId"],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ["repository"],
  "aws:ecr/repository:Repository": ["encryptionConfigurations"],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ["repository"],
  "aws:ecs/service:Service": [
    "cluster",
    "deploymentController",
    "launchType",
    "schedulingStrategy",
  ],
  "aws:ecs/taskDefinition:TaskDefinition": { allBut: ["skipDestroy", "tags", "trackLatest"] },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  "aws:iam/policy:Policy": ["description", "path"],
  "aws:iam/role:Role": ["path"],
  "aws:iam/rolePolicy:RolePolicy": ["role"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { allBut: [] },
  "aws:kms/alias:Alias": ["name"],
  "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion"],
  "aws:kms/keyPolicy:KeyPolicy": ["keyId"],
  "aws:kms/replicaKey:ReplicaKey": ["primaryKeyArn"],
  "aws:lambda/alias:Alias": ["functionName", "name"],
  "aws:lambda/eventSourceMapping:EventSourceMapping": ["eventSourceArn", "startingPosition"],
  "aws:lambda/function:Function": ["packageType"],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": ["functionName", "qualifier"],
  "aws:lambda/permission:Permission": { allBut: [] },
  "aws:lb/listener:Listener": ["loadBalancerArn"],
  "aws:lb/listenerRule:ListenerRule": ["listenerArn"],
  "aws:lb/loadBalancer:LoadBalancer": ["internal", "loadBalancerType"],
  "aws:lb/targetGroup:TargetGroup": ["port", "protocol", "protocolVersion", "targetType", "vpcId"],
  "aws:s3/bucket:Bucket": ["objectLockEnabled"],
  "aws:scheduler/schedule:Schedule": ["groupName"],
  "aws:secretsmanager/secret:Secret": ["name"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["secretArn"],
  "aws:secretsmanager/secretRotation:SecretRotation": ["secretId"],
  "aws:secretsmanager/secretVersion:SecretVersion": ["secretId", "secretString"],
  "aws:sns/topic:Topic": ["fifoTopic"],
  "aws:sns/topicPolicy:TopicPolicy": ["arn"],
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "protocol", "topic"],
  "aws:sqs/queue:Queue": ["fifoQueue"],
  "aws:sqs/queuePolicy:QueuePolicy": ["queueUrl"],
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ["queueUrl"],
  "aws:sqs/redrivePolicy:RedrivePolicy": ["queueUrl"],
  "aws:ssm/parameter:Parameter": ["name"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
  "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable": [
    ...["environment", "repository", "variableName"],
  ],
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate":
    ["repository"],
  "github:index/actionsVariable:ActionsVariable": ["repository", "variableName"],
  "github:index/repositoryEnvironment:RepositoryEnvironment": ["environment", "repository"],
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy": [
    ...["environment", "repository"],
  ],
  "github:index/repositoryRuleset:RepositoryRuleset": ["repository"],
};

/** Of changed `properties`, those that a resource of `type` keeps for life. */
export function immutable(type: string, properties: readonly string[]): string[] {
  const fixed = IMMUTABLE[type] ?? [];
  const keeps = (property: string) =>
    "allBut" in fixed ? !fixed.allBut.includes(property) : fixed.includes(property);
  return [...new Set(properties)].filter(
    (property) => keeps(property) || property === nameOf(type) || isPlace(type, property),
  );
}

function nameOf(type: string): string | undefined {
  return Object.hasOwn(LIMITS, type) ? LIMITS[type as NamedType].property : undefined;
}

/** Whether a property says what the resource is a part of: a bucket's settings stay with it. */
function isPlace(type: string, property: string): boolean {
  return property === "region" || (type.startsWith("aws:s3/") && property === "bucket");
}
