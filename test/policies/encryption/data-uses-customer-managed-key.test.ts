import { dataUsesCustomerManagedKey } from "../../../policies/encryption/data-uses-customer-managed-key";
import { type Case, judges, LATER } from "../../support/violations";
import { STORES } from "./data-stores";

const QUEUE = "aws:sqs/queue:Queue";
const ECR = "aws:ecr/repository:Repository";
const TABLE = "aws:dynamodb/table:Table";
const FUNCTION = "aws:lambda/function:Function";
const PARAMETER = "aws:ssm/parameter:Parameter";
const PROFILE = "aws:appconfig/configurationProfile:ConfigurationProfile";
const SECRET = "aws:secretsmanager/secret:Secret";
const COPIES = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const BUCKET =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const ARN = "arn:aws:kms:ca-central-1:111111111111";
const OURS = `${ARN}:key/01234567-89ab-cdef-0123-456789abcdef`;
const queue = (kmsMasterKeyId: unknown, ...says: RegExp[]) => ({
  type: QUEUE,
  props: { kmsMasterKeyId },
  says,
});
const images = (encryptionType: string, kmsKey?: string) => ({
  type: ECR,
  props: { encryptionConfigurations: [{ encryptionType, kmsKey }] },
});
const bucket = (name: string, applyServerSideEncryptionByDefault: object) => ({
  type: BUCKET,
  props: { bucket: name, rules: [{ applyServerSideEncryptionByDefault }] },
});
const THERE = OURS.replace("ca-central-1", "us-east-1");
const secret = (replicas: unknown) => ({
  type: SECRET,
  props: { kmsKeyId: OURS, replicas },
  config: { dr: true },
});
const objects = (encryptionConfiguration?: object) => ({
  type: COPIES,
  props: { rules: [{ destination: { encryptionConfiguration } }] },
  config: { dr: true },
});
const SSE_S3 = { sseAlgorithm: "AES256" };

const search = (encryptAtRest: object) => ({
  type: "aws:opensearch/domain:Domain",
  props: { encryptAtRest },
});
const delivery = (serverSideEncryption: object) => ({
  type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  props: { serverSideEncryption },
});
const queries = (encryptionConfiguration: object) => ({
  type: "aws:athena/workgroup:Workgroup",
  props: { configuration: { resultConfiguration: { encryptionConfiguration } } },
});

judges(dataUsesCustomerManagedKey, {
  "[§9] passes our key": queue(OURS),
  "passes our alias": queue("alias/nc-platform-dev-messaging"),
  "passes our alias by ARN": queue(`${ARN}:alias/nc-platform-dev-messaging`),
  "passes a key's id": queue("mrk-0123456789abcdef0123456789abcdef"),
  "passes what is unknown": queue(LATER),
  "refuses none": queue(undefined, /is not given/),
  "refuses AWS's": queue("alias/aws/sqs", /a key that AWS manages/),
  "refuses AWS's by ARN": queue(`${ARN}:alias/aws/sqs`, /a key that AWS manages/),
  "refuses another account's": queue(OURS.replace(/1{12}/, "222222222222"), /another account/),
  "refuses another region's": queue(OURS.replace("ca-central-1", "us-east-1"), /another region/),
  "refuses prod's": queue("alias/nc-platform-prod-messaging", /names prod/),
  "[§3] passes the DR region's where DR is on": { ...queue(THERE), config: { dr: true } },
  "passes a secret without copies": secret([]),
  "passes copies that are unknown": secret(LATER),
  "[§3] passes a secret's copy with our key": secret([{ region: "us-east-1", kmsKeyId: THERE }]),
  "refuses a copy without a key": {
    ...secret([{ region: "us-east-1" }]),
    says: [/^replicas\.\*\.kmsKeyId is not given/],
  },
  "refuses a copy with another account's": {
    ...secret([{ kmsKeyId: THERE }, { kmsKeyId: THERE.replace(/1{12}/, "222222222222") }]),
    says: [/^replicas\.\*\.kmsKeyId .* another account/],
  },
  "[§3] passes copied objects with our key": objects({ replicaKmsKeyId: THERE }),
  "refuses copied objects without a key": { ...objects(), says: [/replicaKmsKeyId is not given/] },
  "refuses another text": queue("x", /no key's id/),
  "passes images": images("KMS", OURS),
  "refuses images without a key": { ...images("KMS"), says: [/kmsKey is not given/] },
  "refuses images with AES": { ...images("AES256", OURS), says: [/encryptionType is not "KMS"/] },
  "refuses images without either": {
    type: ECR,
    props: {},
    says: [/encryptionType is not/, /kmsKey is not given/],
  },
  "refuses a table that is not encrypted": {
    type: TABLE,
    props: { serverSideEncryption: { kmsKeyArn: OURS } },
    says: [/enabled is not true/],
  },
  "passes a function without variables": { type: FUNCTION, props: {} },
  "refuses variables without a key": {
    type: FUNCTION,
    props: { environment: { variables: { A: "b" } } },
    says: [/kmsKeyArn/],
  },
  "passes a plain parameter": { type: PARAMETER, props: { type: "String" } },
  "refuses a secure one without a key": {
    type: PARAMETER,
    props: { type: "SecureString" },
    says: [/keyId is not given/],
  },
  "passes a profile that is kept elsewhere": { type: PROFILE, props: { locationUri: "ssm://x" } },
  "refuses a hosted one without a key": {
    type: PROFILE,
    props: { locationUri: "hosted" },
    says: [/kmsKeyIdentifier/],
  },
  "passes a bucket with our key": bucket("nc-a-dev-b", {
    sseAlgorithm: "aws:kms",
    kmsMasterKeyId: OURS,
  }),
  "refuses a bucket with S3's": {
    ...bucket("nc-a-dev-b", SSE_S3),
    says: [/sseAlgorithm is not "aws:kms"/, /kmsMasterKeyId is not given/],
  },
  "passes the load balancer's logs with S3's": bucket(
    "nc-platform-dev-load-balancer-logs-111111111111",
    SSE_S3,
  ),
  "refuses a name that only resembles it": {
    ...bucket("nc-a-dev-load-balancer-logs-1", SSE_S3),
    says: [/sseAlgorithm/, /kmsMasterKeyId/],
  },
});

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const NAME = "/nc/dev/a/logs/tasks";
const KEY = "arn:aws:kms:ca-central-1:111111111111:key/0b0b0b0b-0000-4000-8000-000000000000";
const keyed = (kmsKeyId?: string): Case => ({ type: GROUP, props: { name: NAME, kmsKeyId } });

judges(dataUsesCustomerManagedKey, {
  "[§9] passes a log group under our key": keyed(KEY),
  "passes a log group whose key is unknown": keyed(LATER),
  "[§9] refuses a log group without a key": { ...keyed(), says: [/^kmsKeyId is not given/] },
  "[§9] refuses a log group under another account's": {
    ...keyed(KEY.replace("111111111111", "999999999999")),
    says: [/^kmsKeyId is .*of another account/],
  },
  ...Object.fromEntries(
    STORES.map(([type, key, also]) => [
      `passes ${type} with our key`,
      { type, props: { ...key, ...also } },
    ]),
  ),
  ...Object.fromEntries(
    STORES.map(([type, , also]) => [
      `refuses ${type} without a key`,
      { type, props: also, says: [/[kK](ey|msKey)\w* is not given/] },
    ]),
  ),
  ...Object.fromEntries(
    STORES.filter(([, , also]) => Object.keys(also).length > 0).map(([type, key]) => [
      `refuses ${type} that is not encrypted`,
      { type, props: key, says: [/ is not (true|"\w+"): set it$/] },
    ]),
  ),
  "refuses DAX that is not encrypted": {
    type: "aws:dax/cluster:Cluster",
    props: {},
    says: [/^serverSideEncryption\.enabled is not true/],
  },
  "passes a search domain with our key": search({ enabled: true, kmsKeyId: OURS }),
  "refuses a search domain that is not encrypted": {
    ...search({ enabled: false, kmsKeyId: OURS }),
    says: [/^encryptAtRest\.enabled is not true/],
  },
  "refuses a search domain with AWS's own key": {
    ...search({ enabled: true }),
    says: [/^encryptAtRest\.kmsKeyId is not given/],
  },
  "passes a delivery stream with our key": delivery({
    keyType: "CUSTOMER_MANAGED_CMK",
    keyArn: OURS,
  }),
  "refuses a delivery stream with AWS's own key": {
    ...delivery({ keyType: "AWS_OWNED_CMK" }),
    says: [/^serverSideEncryption\.keyType is not/, /^serverSideEncryption\.keyArn is not given/],
  },
  "passes queries with our key": queries({ encryptionOption: "SSE_KMS", kmsKeyArn: OURS }),
  "refuses queries with S3's": {
    ...queries({ encryptionOption: "SSE_S3" }),
    says: [/encryptionOption is not "SSE_KMS"/, /kmsKeyArn is not given/],
  },
  "refuses what only ends like a key's ARN": queue(`x${OURS}`, /no key's id/),
  "refuses an ARN with a line after it": queue(`${OURS}\n`, /no key's id/),
  "refuses what only holds a key's id": queue(`x${OURS.slice(-36)}x`, /no key's id/),
  "refuses what begins with a key's id": queue(`${OURS.slice(-36)}x`, /no key's id/),
  "refuses what ends with a key's id": queue(`x${OURS.slice(-36)}`, /no key's id/),
  "passes a key's id": queue(OURS.slice(-36)),
  "takes no text that holds an alias of AWS for one": {
    type: QUEUE,
    props: { kmsMasterKeyId: OURS, description: "no alias/aws/sqs" },
  },
  "refuses a key that is an empty text": queue("", /^kmsMasterKeyId is not given$/),
  "refuses a state machine with the key of AWS": {
    type: "aws:sfn/stateMachine:StateMachine",
    props: { encryptionConfiguration: { kmsKeyId: OURS, type: "AWS_OWNED_KEY" } },
    says: [/^encryptionConfiguration\.type is not "CUSTOMER_MANAGED_KMS_KEY": set it$/],
  },
  "passes a state machine with ours": {
    type: "aws:sfn/stateMachine:StateMachine",
    props: { encryptionConfiguration: { kmsKeyId: OURS, type: "CUSTOMER_MANAGED_KMS_KEY" } },
  },
  "refuses a canary whose results are S3's own": {
    type: "aws:synthetics/canary:Canary",
    props: { artifactConfig: { s3Encryption: { kmsKeyArn: OURS, encryptionMode: "SSE_S3" } } },
    says: [/^artifactConfig\.s3Encryption\.encryptionMode is not "SSE_KMS": set it$/],
  },
  "passes a canary with our key": {
    type: "aws:synthetics/canary:Canary",
    props: { artifactConfig: { s3Encryption: { kmsKeyArn: OURS, encryptionMode: "SSE_KMS" } } },
  },
  "passes a cluster without a shell": { type: "aws:ecs/cluster:Cluster", props: {} },
  "refuses a cluster whose shell has no key": {
    type: "aws:ecs/cluster:Cluster",
    props: { configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } } },
    says: [/executeCommandConfiguration\.kmsKeyId is not given$/],
  },
  "refuses S3's own key for a bucket whose name only holds the exception's": {
    ...bucket("x-nc-platform-dev-load-balancer-logs", SSE_S3),
    says: [/is not/, /./],
  },
});
