import { type Statement, statementsOf } from "./iam";
import { type Props, UNKNOWN, valuesAt } from "./unknowns";

/** Where a type keeps the policies that say what its holder may do, by dotted path. */
const OF_IDENTITIES: Readonly<Record<string, string>> = {
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:iam/policy:Policy": "policy",
  "aws:iam/role:Role": "inlinePolicies.*.policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
};

/** Where a type keeps the policy that says who may use it. Endpoint policies are not of them. */
const OF_RESOURCES: Readonly<Record<string, string>> = {
  "aws:backup/vaultPolicy:VaultPolicy": "policy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:codeartifact/domainPermissions:DomainPermissions": "policyDocument",
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": "policyDocument",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "policy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
  "aws:iam/role:Role": "assumeRolePolicy",
  "aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
  "aws:kms/key:Key": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:kms/replicaKey:ReplicaKey": "policy",
  "aws:lambda/resourcePolicy:ResourcePolicy": "policy",
  "aws:s3/accessPoint:AccessPoint": "policy",
  "aws:s3/bucket:Bucket": "policy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:ssm/resourcePolicy:ResourcePolicy": "policy",
};

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
export function identityPolicies(type: string, props: Props): PolicyDocument[] {
  return documents(OF_IDENTITIES[type], props);
}

/** The policies that say who may use a resource, as far as they are known. */
export function resourcePolicies(type: string, props: Props): PolicyDocument[] {
  return documents(OF_RESOURCES[type], props);
}

/** Inputs of a type that hold policies. */
export function policyFields(type: string): string[] {
  return [OF_IDENTITIES[type], OF_RESOURCES[type]].flatMap((path) => path?.split(".")[0] ?? []);
}

function documents(path: string | undefined, props: Props): PolicyDocument[] {
  if (path === undefined) return [];
  return valuesAt(props, path)
    .filter((each) => each !== undefined && each !== UNKNOWN)
    .map((each) => ({ field: path.replace(".*", "[]"), statements: statementsOf(each) }));
}
