import { type Statement, statementsOf } from "./iam";
import { type InputValues, inputTable, readBy } from "./inputs";
import { given, isUnknown } from "./unknowns";

/** The policies of a type that say what its holder may do. */
const OF_IDENTITIES = inputTable({
  "aws:iam/groupPolicy:GroupPolicy": ({ policy }) => policy,
  "aws:iam/policy:Policy": ({ policy }) => policy,
  "aws:iam/role:Role": ({ inlinePolicies }) => given(inlinePolicies).map(({ policy }) => policy),
  "aws:iam/rolePolicy:RolePolicy": ({ policy }) => policy,
  "aws:iam/userPolicy:UserPolicy": ({ policy }) => policy,
});

/** The policy of a type that says who may use it. Endpoint policies are not of them. */
const OF_RESOURCES = inputTable({
  "aws:acmpca/policy:Policy": ({ policy }) => policy,
  "aws:apigateway/restApi:RestApi": ({ policy }) => policy,
  "aws:apigateway/restApiPolicy:RestApiPolicy": ({ policy }) => policy,
  "aws:backup/vaultPolicy:VaultPolicy": ({ policy }) => policy,
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ({ policy }) => policy,
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": ({ accessPolicy }) => accessPolicy,
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ({ policyDocument }) => policyDocument,
  "aws:codeartifact/domainPermissions:DomainPermissions": ({ policyDocument }) => policyDocument,
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": ({
    policyDocument,
  }) => policyDocument,
  "aws:codebuild/resourcePolicy:ResourcePolicy": ({ policy }) => policy,
  "aws:dynamodb/resourcePolicy:ResourcePolicy": ({ policy }) => policy,
  "aws:ecr/registryPolicy:RegistryPolicy": ({ policy }) => policy,
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ({ policy }) => policy,
  "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": ({ policy }) => policy,
  "aws:efs/fileSystemPolicy:FileSystemPolicy": ({ policy }) => policy,
  "aws:glue/resourcePolicy:ResourcePolicy": ({ policy }) => policy,
  "aws:iam/role:Role": ({ assumeRolePolicy }) => assumeRolePolicy,
  "aws:kinesis/resourcePolicy:ResourcePolicy": ({ policy }) => policy,
  "aws:kms/externalKey:ExternalKey": ({ policy }) => policy,
  "aws:kms/key:Key": ({ policy }) => policy,
  "aws:kms/keyPolicy:KeyPolicy": ({ policy }) => policy,
  "aws:kms/replicaKey:ReplicaKey": ({ policy }) => policy,
  "aws:kms/replicaExternalKey:ReplicaExternalKey": ({ policy }) => policy,
  "aws:lambda/resourcePolicy:ResourcePolicy": ({ policy }) => policy,
  "aws:msk/clusterPolicy:ClusterPolicy": ({ policy }) => policy,
  "aws:opensearch/domain:Domain": ({ accessPolicies }) => accessPolicies,
  "aws:opensearch/domainPolicy:DomainPolicy": ({ accessPolicies }) => accessPolicies,
  "aws:redshift/resourcePolicy:ResourcePolicy": ({ policy }) => policy,
  "aws:s3/accessPoint:AccessPoint": ({ policy }) => policy,
  "aws:s3/bucket:Bucket": ({ policy }) => policy,
  "aws:s3/bucketPolicy:BucketPolicy": ({ policy }) => policy,
  "aws:s3control/accessPointPolicy:AccessPointPolicy": ({ policy }) => policy,
  "aws:secretsmanager/secret:Secret": ({ policy }) => policy,
  "aws:secretsmanager/secretPolicy:SecretPolicy": ({ policy }) => policy,
  "aws:ses/identityPolicy:IdentityPolicy": ({ policy }) => policy,
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": ({ policy }) => policy,
  "aws:sns/topic:Topic": ({ policy }) => policy,
  "aws:sns/topicPolicy:TopicPolicy": ({ policy }) => policy,
  "aws:sqs/queue:Queue": ({ policy }) => policy,
  "aws:sqs/queuePolicy:QueuePolicy": ({ policy }) => policy,
  "aws:ssm/resourcePolicy:ResourcePolicy": ({ policy }) => policy,
});

/** A policy of a resource: its statements, or nothing where the text is no policy. */
export interface PolicyDocument {
  /** Input that holds it. */
  readonly field: string;
  readonly statements: readonly Statement[] | undefined;
}

export function hasIdentityPolicy(type: string): boolean {
  return Object.hasOwn(OF_IDENTITIES, type);
}

export function hasResourcePolicy(type: string): boolean {
  return Object.hasOwn(OF_RESOURCES, type);
}

/** The policies that say what the holder of a resource may do, as far as they are known. */
export function identityPolicies(type: string, props: object): PolicyDocument[] {
  return documents(readBy(OF_IDENTITIES, { type, props }));
}

/** The policies that say who may use a resource, as far as they are known. */
export function resourcePolicies(type: string, props: object): PolicyDocument[] {
  return documents(readBy(OF_RESOURCES, { type, props }));
}

/** Inputs of a type that hold policies. */
export function policyFields(type: string): string[] {
  const nothing = { type, props: {} };
  const read = [readBy(OF_IDENTITIES, nothing), readBy(OF_RESOURCES, nothing)];
  return read.flatMap((each) => each?.field.split(".")[0] ?? []);
}

function documents({ field, values }: InputValues = { field: "", values: [] }): PolicyDocument[] {
  return values
    .filter((each) => each !== undefined && !isUnknown(each))
    .map((each) => ({ field: field.replace(".*", "[]"), statements: statementsOf(each) }));
}
