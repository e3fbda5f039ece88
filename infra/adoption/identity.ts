/** Where an identity is made of more than a name. */
export interface Place {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
}

type Inputs = Readonly<Record<string, unknown>>;

const by =
  (property: string) =>
  (inputs: Inputs): string =>
    String(inputs[property]);

/**
 * What identifies a resource of a type in its account, made of its inputs: mostly the id by which it is
 * imported. Source: "Import" in the type's page of the Pulumi registry, aws 7. A secret, whose id ends
 * with letters that AWS chooses, is found by its name. A type that is not here has an id of AWS's, so
 * that a second one is no conflict.
 */
const IDENTITIES: Readonly<Record<string, (inputs: Inputs, place: Place) => string>> = {
  "aws:cloudwatch/logGroup:LogGroup": by("name"),
  "aws:dynamodb/table:Table": by("name"),
  "aws:ecr/repository:Repository": by("name"),
  "aws:ecs/cluster:Cluster": by("name"),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ({ url }, { accountId }) =>
    `arn:aws:iam::${accountId}:oidc-provider/${String(url).replace(/^https:\/\//, "")}`,
  "aws:iam/policy:Policy": ({ name }, { accountId }) => `arn:aws:iam::${accountId}:policy/${name}`,
  "aws:iam/role:Role": by("name"),
  "aws:kms/alias:Alias": by("name"),
  "aws:lambda/function:Function": by("name"),
  "aws:route53/record:Record": ({ zoneId, name, type }) => `${zoneId}_${name}_${type}`,
  "aws:s3/bucket:Bucket": by("bucket"),
  "aws:secretsmanager/secret:Secret": by("name"),
  "aws:sns/topic:Topic": ({ name }, { accountId, region }) =>
    `arn:aws:sns:${region}:${accountId}:${name}`,
  "aws:sqs/queue:Queue": ({ name }, { accountId, region }) =>
    `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
  "aws:ssm/parameter:Parameter": by("name"),
};

/** What identifies a planned resource in its account; nothing where AWS chooses its id. */
export function identityOf(type: string, inputs: Inputs, place: Place): string | undefined {
  return Object.hasOwn(IDENTITIES, type) ? IDENTITIES[type]?.(inputs, place) : undefined;
}
