import { PUBLIC_DATA } from "./public-data";

/** Each way to make a resource public: its type, the inputs, and the field that the message names. */
export const PUBLIC: [title: string, type: string, props: object, says: RegExp][] = [
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
    "a public API of Kubernetes",
    "aws:eks/cluster:Cluster",
    {},
    /endpointPublicAccess is not given/,
  ],
  ...["all", "All"].flatMap((who): [string, string, object, RegExp][] => [
    [
      `a document for ${who}`,
      "aws:ssm/document:Document",
      { permissions: { account_ids: who } },
      new RegExp(`^permissions\\.account_ids is ${who}: set it to something else$`),
    ],
    [
      `a document for ${who}, as the SDK writes it`,
      "aws:ssm/document:Document",
      { permissions: { accountIds: who } },
      new RegExp(`^permissions\\.accountIds is ${who}: set it to something else$`),
    ],
  ]),
  ...PUBLIC_DATA,
];
