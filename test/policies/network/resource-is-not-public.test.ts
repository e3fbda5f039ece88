import { resourceIsNotPublic } from "../../../policies/network/resource-is-not-public";
import { type Case, judges, LATER } from "../../support/violations";

/** Each way to make a resource public: its type, the inputs, and the field that the message names. */
const PUBLIC: [title: string, type: string, props: object, says: RegExp][] = [
  [
    "a function's URL for everyone",
    "aws:lambda/functionUrl:FunctionUrl",
    { authorizationType: "NONE" },
    /^authorizationType is NONE: set it to AWS_IAM$/,
  ],
  [
    "a route for everyone",
    "aws:apigatewayv2/route:Route",
    { authorizationType: "NONE" },
    /is NONE/,
  ],
  ["a route that says nothing", "aws:apigatewayv2/route:Route", {}, /is not given/],
  ["a method for everyone", "aws:apigateway/method:Method", { authorization: "NONE" }, /is NONE/],
  [
    "an event bus for everyone",
    "aws:cloudwatch/eventPermission:EventPermission",
    { principal: "*" },
    /^principal is \*/,
  ],
  [
    "a layer for everyone",
    "aws:lambda/layerVersionPermission:LayerVersionPermission",
    { principal: "*" },
    /^principal is \*/,
  ],
  [
    "a document for everyone",
    "aws:ssm/document:Document",
    { permissions: { type: "Share", account_ids: "All" } },
    /^permissions\.account_ids is All/,
  ],
  [
    "an image for everyone",
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
    { group: "all" },
    /^group is all: leave it out$/,
  ],
  [
    "a volume's snapshot for everyone",
    "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission",
    { accountId: "all" },
    /^accountId is all/,
  ],
  [
    "a database's snapshot for everyone",
    "aws:rds/snapshot:Snapshot",
    { sharedAccounts: ["111111111111", "all"] },
    /^sharedAccounts\.\* is all/,
  ],
  [
    "a cluster's snapshot for everyone",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    { sharedAccounts: ["all"] },
    /is all/,
  ],
  [
    "a website",
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    { bucket: "b" },
    /^it is a website of a bucket: remove it$/,
  ],
  [
    "a bucket that is a website",
    "aws:s3/bucket:Bucket",
    { website: { indexDocument: "i" } },
    /^website is/,
  ],
  [
    "an object for everyone",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    { acl: "public-read" },
    /^acl is public-read/,
  ],
  [
    "an object for everyone of AWS",
    "aws:s3/objectCopy:ObjectCopy",
    { acl: "authenticated-read" },
    /^acl is authenticated-read/,
  ],
  [
    "a public image repository",
    "aws:ecrpublic/repository:Repository",
    {},
    /^it is a repository of images for everyone/,
  ],
  [
    "a subscription by mail",
    "aws:sns/topicSubscription:TopicSubscription",
    { protocol: "email", endpoint: "a@b.example" },
    /^protocol is email: set it to sqs or lambda or firehose$/,
  ],
  [
    "a subscription of a URL",
    "aws:sns/topicSubscription:TopicSubscription",
    { protocol: "https" },
    /^protocol is https/,
  ],
  [
    "a public database",
    "aws:rds/instance:Instance",
    { publiclyAccessible: true },
    /^publiclyAccessible is true/,
  ],
  [
    "a public member of a database cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    { publiclyAccessible: true },
    /is true/,
  ],
  ["a warehouse that says nothing", "aws:redshift/cluster:Cluster", {}, /^publiclyAccessible/],
  [
    "a public warehouse without servers",
    "aws:redshiftserverless/workgroup:Workgroup",
    { publiclyAccessible: true },
    /is true/,
  ],
  ["a search domain outside a VPC", "aws:opensearch/domain:Domain", {}, /^vpcOptions is not given/],
  [
    "brokers with public addresses",
    "aws:msk/cluster:Cluster",
    {
      brokerNodeGroupInfo: {
        connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
      },
    },
    /publicAccess\.type is SERVICE_PROVIDED_EIPS/,
  ],
  ["a public broker", "aws:mq/broker:Broker", { publiclyAccessible: true }, /is true/],
  [
    "an instance with a public address",
    "aws:ec2/instance:Instance",
    { associatePublicIpAddress: true },
    /is true: set it to false/,
  ],
  [
    "a template with one",
    "aws:ec2/launchTemplate:LaunchTemplate",
    { networkInterfaces: [{}, { associatePublicIpAddress: "true" }] },
    /^networkInterfaces\.\*\.associatePublicIpAddress is true/,
  ],
  [
    "guests of an identity pool",
    "aws:cognito/identityPool:IdentityPool",
    { allowUnauthenticatedIdentities: true },
    /^allowUnauthenticatedIdentities is true/,
  ],
  ["a public server of files", "aws:transfer/server:Server", {}, /^endpointType is not given/],
  [
    "an API by its key",
    "aws:appsync/graphQLApi:GraphQLApi",
    { authenticationType: "API_KEY" },
    /^authenticationType is API_KEY/,
  ],
  [
    "a copied snapshot for everyone",
    "aws:rds/snapshotCopy:SnapshotCopy",
    { sharedAccounts: ["all"] },
    /is all/,
  ],
  [
    "an object for everyone, by the older type",
    "aws:s3/bucketObject:BucketObject",
    { acl: "public-read-write" },
    /^acl is public-read-write/,
  ],
  [
    "a website, by the older type",
    "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
    {},
    /^it is a website/,
  ],
  [
    "a search domain of the older type",
    "aws:elasticsearch/domain:Domain",
    {},
    /^vpcOptions is not/,
  ],
  [
    "a public graph database",
    "aws:neptune/clusterInstance:ClusterInstance",
    { publiclyAccessible: true },
    /is true/,
  ],
  [
    "a migration that says nothing",
    "aws:dms/replicationInstance:ReplicationInstance",
    {},
    /^publiclyAccessible is not given/,
  ],
  [
    "a notebook with its own way out",
    "aws:sagemaker/notebookInstance:NotebookInstance",
    {},
    /^directInternetAccess is not given/,
  ],
  [
    "a share with other organizations",
    "aws:ram/resourceShare:ResourceShare",
    { allowExternalPrincipals: true },
    /^allowExternalPrincipals is true/,
  ],
  ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map(
    (key): (typeof PUBLIC)[number] => [
      `an access point without ${key}`,
      "aws:s3/accessPoint:AccessPoint",
      { publicAccessBlockConfiguration: { [key]: false } },
      new RegExp(`^publicAccessBlockConfiguration\\.${key} is false`),
    ],
  ),
  [
    "a service of a VPC that accepts everyone",
    "aws:ec2/vpcEndpointService:VpcEndpointService",
    { acceptanceRequired: false },
    /^acceptanceRequired is false/,
  ],
  [
    "a service of a VPC that everyone sees",
    "aws:ec2/vpcEndpointService:VpcEndpointService",
    { acceptanceRequired: true, allowedPrincipals: ["*"] },
    /^allowedPrincipals\.\* is \*/,
  ],
  [
    "a service of a VPC that is opened to everyone",
    "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
    { principalArn: "*" },
    /^principalArn is \*/,
  ],
  [
    "a user of a cache without a password",
    "aws:elasticache/user:User",
    { noPasswordRequired: true },
    /^noPasswordRequired is true/,
  ],
  [
    "a public API of Kubernetes",
    "aws:eks/cluster:Cluster",
    {},
    /endpointPublicAccess is not given/,
  ],
];

const GOOD: Record<string, Case> = {
  "passes a route that AWS signs": {
    type: "aws:apigatewayv2/route:Route",
    props: { authorizationType: "AWS_IAM" },
  },
  "passes a subscription of a queue": {
    type: "aws:sns/topicSubscription:TopicSubscription",
    props: { protocol: "sqs" },
  },
  "passes an access point that says nothing": { type: "aws:s3/accessPoint:AccessPoint", props: {} },
  "passes an object without an ACL": { type: "aws:s3/bucketObjectv2:BucketObjectv2", props: {} },
  "passes a database that says nothing": { type: "aws:rds/instance:Instance", props: {} },
  "passes a document that is not shared": { type: "aws:ssm/document:Document", props: {} },
  "passes a search domain in a VPC": {
    type: "aws:opensearch/domain:Domain",
    props: { vpcOptions: { subnetIds: ["subnet-1"] } },
  },
  "passes what is unknown": {
    type: "aws:rds/snapshot:Snapshot",
    props: { sharedAccounts: LATER },
  },
};

judges(resourceIsNotPublic, {
  ...GOOD,
  ...Object.fromEntries(
    PUBLIC.map(([title, type, props, says]) => [`refuses ${title}`, { type, props, says: [says] }]),
  ),
});
