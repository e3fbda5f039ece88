import { GITHUB_WEBHOOK } from "../../infra/naming/platform-names";
import {
  demandRule,
  demandTable,
  mustBe,
  mustBeAbsent,
  mustBeGiven,
  mustNotBe,
  mustNotExist,
} from "../support/demands";
import { controlUrl, fsbp } from "../support/frameworks";
import { each, given } from "../support/unknowns";

const PUBLIC_ACLS = ["public-read", "public-read-write", "authenticated-read"];

export const resourceIsNotPublic = demandRule({
  name: "resource-is-not-public",
  description: "No resource has an input that opens it to the internet or to every account of AWS.",
  why: "What is public is found by scanners within minutes, and needs no credential to be used.",
  remediationSteps:
    "Keep it in the private subnets, behind the load balancer or the HTTP API, and share it with named roles alone.",
  severity: "critical",
  framework: fsbp("Lambda.1", "Lambda function policies should prohibit public access"),
  url: controlUrl("Lambda.1"),
  demands: demandTable({
    // Who may call.
    "aws:apigateway/method:Method": [
      mustNotBe(({ authorization }) => authorization, "NONE", undefined),
    ],
    // GitHub has no credentials of the account: what it sends to its one route is signed, and verified by the function.
    "aws:apigatewayv2/route:Route": [
      mustNotBe(
        ({ routeKey, authorizationType }) =>
          routeKey === GITHUB_WEBHOOK ? "signed" : authorizationType,
        "NONE",
        undefined,
      ),
    ],
    "aws:lambda/functionUrl:FunctionUrl": [
      mustBe(({ authorizationType }) => authorizationType, "AWS_IAM"),
    ],
    "aws:cloudwatch/eventPermission:EventPermission": [
      mustNotBe(({ principal }) => principal, "*"),
    ],
    "aws:cognito/identityPool:IdentityPool": [
      mustBe(
        ({ allowUnauthenticatedIdentities }) => allowUnauthenticatedIdentities ?? false,
        false,
      ),
    ],
    "aws:transfer/server:Server": [mustBe(({ endpointType }) => endpointType, "VPC")],
    "aws:appsync/graphQLApi:GraphQLApi": [
      mustNotBe(({ authenticationType }) => authenticationType, "API_KEY"),
    ],
    // Who may read or run.
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission": [mustBeAbsent(({ group }) => group)],
    "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": [
      mustNotBe(({ accountId }) => accountId, "all"),
    ],
    "aws:ecrpublic/repository:Repository": [mustNotExist("a repository of images for everyone")],
    "aws:lambda/layerVersionPermission:LayerVersionPermission": [
      mustNotBe(({ principal }) => principal, "*"),
    ],
    "aws:rds/clusterSnapshot:ClusterSnapshot": [
      mustNotBe(({ sharedAccounts }) => [...given(sharedAccounts)], "all"),
    ],
    "aws:rds/snapshot:Snapshot": [
      mustNotBe(({ sharedAccounts }) => [...given(sharedAccounts)], "all"),
    ],
    "aws:rds/snapshotCopy:SnapshotCopy": [
      mustNotBe(({ sharedAccounts }) => [...given(sharedAccounts)], "all"),
    ],
    "aws:ram/resourceShare:ResourceShare": [
      mustNotBe(({ allowExternalPrincipals }) => allowExternalPrincipals, true),
    ],
    // All four are true by default (provider's documentation, `aws.s3.AccessPoint`).
    "aws:s3/accessPoint:AccessPoint": [
      mustNotBe(({ publicAccessBlockConfiguration: is }) => is?.blockPublicAcls, false),
      mustNotBe(({ publicAccessBlockConfiguration: is }) => is?.blockPublicPolicy, false),
      mustNotBe(({ publicAccessBlockConfiguration: is }) => is?.ignorePublicAcls, false),
      mustNotBe(({ publicAccessBlockConfiguration: is }) => is?.restrictPublicBuckets, false),
    ],
    "aws:s3/bucketObject:BucketObject": [mustNotBe(({ acl }) => acl, ...PUBLIC_ACLS)],
    "aws:s3/bucketObjectv2:BucketObjectv2": [mustNotBe(({ acl }) => acl, ...PUBLIC_ACLS)],
    "aws:s3/objectCopy:ObjectCopy": [mustNotBe(({ acl }) => acl, ...PUBLIC_ACLS)],
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": [
      mustNotExist("a website of a bucket"),
    ],
    "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2": [
      mustNotExist("a website of a bucket"),
    ],
    "aws:s3/bucket:Bucket": [mustBeAbsent(({ website }) => website)],
    "aws:ssm/document:Document": [
      mustNotBe((inputs) => inputs.permissions?.account_ids, "All", "all"),
      mustNotBe((inputs) => inputs.permissions?.accountIds, "All", "all"),
    ],
    // Who may connect.
    "aws:dms/replicationInstance:ReplicationInstance": [
      mustBe(({ publiclyAccessible }) => publiclyAccessible, false),
    ],
    "aws:ec2/instance:Instance": [
      mustBe(({ associatePublicIpAddress }) => associatePublicIpAddress, false),
    ],
    "aws:ec2/launchTemplate:LaunchTemplate": [
      mustNotBe(
        ({ networkInterfaces }) =>
          each(networkInterfaces).map((one) => one?.associatePublicIpAddress),
        "true",
        true,
      ),
    ],
    "aws:ec2/vpcEndpointService:VpcEndpointService": [
      mustBe(({ acceptanceRequired }) => acceptanceRequired, true),
      mustNotBe(({ allowedPrincipals }) => [...given(allowedPrincipals)], "*"),
    ],
    "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": [
      mustNotBe(({ principalArn }) => principalArn, "*"),
    ],
    "aws:eks/cluster:Cluster": [mustBe(({ vpcConfig }) => vpcConfig?.endpointPublicAccess, false)],
    "aws:elasticache/user:User": [mustNotBe(({ noPasswordRequired }) => noPasswordRequired, true)],
    "aws:elasticsearch/domain:Domain": [mustBeGiven(({ vpcOptions }) => vpcOptions)],
    "aws:mq/broker:Broker": [mustNotBe(({ publiclyAccessible }) => publiclyAccessible, true)],
    "aws:msk/cluster:Cluster": [
      mustNotBe(
        ({ brokerNodeGroupInfo }) => brokerNodeGroupInfo?.connectivityInfo?.publicAccess?.type,
        "SERVICE_PROVIDED_EIPS",
      ),
    ],
    "aws:opensearch/domain:Domain": [mustBeGiven(({ vpcOptions }) => vpcOptions)],
    "aws:rds/clusterInstance:ClusterInstance": [
      mustNotBe(({ publiclyAccessible }) => publiclyAccessible, true),
    ],
    "aws:rds/instance:Instance": [mustNotBe(({ publiclyAccessible }) => publiclyAccessible, true)],
    "aws:redshift/cluster:Cluster": [
      // The provider's default is true.
      mustBe(({ publiclyAccessible }) => publiclyAccessible, false),
    ],
    "aws:redshiftserverless/workgroup:Workgroup": [
      mustNotBe(({ publiclyAccessible }) => publiclyAccessible, true),
    ],
    "aws:neptune/clusterInstance:ClusterInstance": [
      mustNotBe(({ publiclyAccessible }) => publiclyAccessible, true),
    ],
    "aws:sagemaker/notebookInstance:NotebookInstance": [
      mustBe(({ directInternetAccess }) => directInternetAccess, "Disabled"),
    ],
  }),
});
