import { AwsClient } from "aws4fetch";
import { z } from "zod";
import type { AccountInventory, Existing } from "../../infra/adoption/inventory";

const SECRET = "aws:secretsmanager/secret:Secret";
const RECORD = "aws:route53/record:Record";

/** Types of CloudFormation whose primary identifier is the identity of infra/adoption/identity.ts. */
const CLOUDFORMATION: Readonly<Record<string, string>> = {
  "aws:cloudwatch/logGroup:LogGroup": "AWS::Logs::LogGroup",
  "aws:dynamodb/table:Table": "AWS::DynamoDB::Table",
  "aws:ecr/repository:Repository": "AWS::ECR::Repository",
  "aws:ecs/cluster:Cluster": "AWS::ECS::Cluster",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "AWS::IAM::OIDCProvider",
  "aws:iam/policy:Policy": "AWS::IAM::ManagedPolicy",
  "aws:iam/role:Role": "AWS::IAM::Role",
  "aws:kms/alias:Alias": "AWS::KMS::Alias",
  "aws:lambda/function:Function": "AWS::Lambda::Function",
  "aws:s3/bucket:Bucket": "AWS::S3::Bucket",
  "aws:sns/topic:Topic": "AWS::SNS::Topic",
  "aws:sqs/queue:Queue": "AWS::SQS::Queue",
  "aws:ssm/parameter:Parameter": "AWS::SSM::Parameter",
};

/** Types that this inventory can look up. */
export const INVENTORY_TYPES: readonly string[] = [...Object.keys(CLOUDFORMATION), SECRET, RECORD];

const failure = z.object({ __type: z.string(), message: z.string().optional() });
const resource = z.object({ ResourceDescription: z.object({ Properties: z.string() }) });
/** What of a resource's properties a preflight judges, as CloudFormation names it. */
const properties = z.object({
  ClientIdList: z.array(z.string()).optional(),
  EncryptionConfiguration: z.object({ EncryptionType: z.string() }).optional(),
});
const secret = z.object({ ARN: z.string(), DeletedDate: z.number().optional() });

/** Credentials of a role that reads the account, and where it is asked. */
export interface AccountAccess {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
  /** URL of a stand-in of AWS, for all services. @default - AWS itself */
  readonly endpoint?: string | undefined;
}

/**
 * What is in an AWS account, by the Cloud Control API, which answers for any type of CloudFormation
 * alike; secrets and DNS records by the API of their own service.
 */
export function accountInventory(access: AccountAccess): AccountInventory {
  const { region, endpoint, ...credentials } = access;
  const client = new AwsClient({ ...credentials, retries: 3 });

  /** A call of a service that speaks JSON; nothing where it answers that there is no such resource. */
  const call = async (service: string, target: string, version: "1.0" | "1.1", body: object) => {
    const url = endpoint ?? `https://${service}.${region}.amazonaws.com/`;
    const response = await client.fetch(url, {
      method: "POST",
      headers: { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target },
      body: JSON.stringify(body),
      aws: { service, region },
    });
    const content: unknown = await response.json();
    if (response.ok) return content;
    const { __type: type, message } = failure.parse(content);
    if (type.endsWith("ResourceNotFoundException")) return undefined;
    throw new Error(`${target} of ${JSON.stringify(body)} failed: ${type} ${message ?? ""}`);
  };

  const findResource = async (type: string, id: string): Promise<Existing | undefined> => {
    const body = { TypeName: type, Identifier: id };
    const content = await call("cloudcontrolapi", "CloudApiService.GetResource", "1.0", body);
    if (content === undefined) return undefined;
    const { ResourceDescription: description } = resource.parse(content);
    const { ClientIdList, EncryptionConfiguration } = properties.parse(
      JSON.parse(description.Properties),
    );
    const encryption = EncryptionConfiguration && [
      { encryptionType: EncryptionConfiguration.EncryptionType },
    ];
    return {
      id,
      properties: { clientIdLists: ClientIdList, encryptionConfigurations: encryption },
    };
  };

  const findSecret = async (name: string): Promise<Existing | undefined> => {
    const body = { SecretId: name };
    const content = await call("secretsmanager", "secretsmanager.DescribeSecret", "1.1", body);
    if (content === undefined) return undefined;
    const { ARN, DeletedDate } = secret.parse(content);
    const deletedDate =
      DeletedDate === undefined ? undefined : new Date(DeletedDate * 1000).toISOString();
    return { id: ARN, properties: { deletedDate } };
  };

  /** Route 53 answers with the record, or with the one that follows where there is none. */
  const findRecord = async (id: string): Promise<Existing | undefined> => {
    const [zone = "", name = "", type = ""] = id.split("_");
    const path = `/2013-04-01/hostedzone/${zone}/rrset`;
    const query = new URLSearchParams({ name, type, maxitems: "1" });
    const url = `${endpoint ?? "https://route53.amazonaws.com"}${path}?${query}`;
    const response = await client.fetch(url, { aws: { service: "route53", region: "us-east-1" } });
    const text = await response.text();
    if (!response.ok) throw new Error(`Route 53 answers ${response.status} for ${id}: ${text}`);
    const there = text.includes(`<Name>${name}.</Name>`) && text.includes(`<Type>${type}</Type>`);
    return there ? { id, properties: {} } : undefined;
  };

  return {
    async find(type, identity) {
      if (type === SECRET) return findSecret(identity);
      if (type === RECORD) return findRecord(identity);
      const cloudFormation = CLOUDFORMATION[type];
      if (cloudFormation === undefined) throw new Error(`no inventory has ${type}`);
      return findResource(cloudFormation, identity);
    },
  };
}
