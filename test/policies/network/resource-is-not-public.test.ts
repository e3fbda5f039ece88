import { resourceIsNotPublic } from "../../../policies/network/resource-is-not-public";
import { type Case, judges, LATER } from "../../support/violations";
import { PUBLIC } from "./public-resources";

const GOOD: Record<string, Case> = {
  "passes a route that AWS signs": {
    type: "aws:apigatewayv2/route:Route",
    props: { authorizationType: "AWS_IAM" },
  },
  "passes the one route that GitHub signs its calls of": {
    type: "aws:apigatewayv2/route:Route",
    props: { routeKey: "POST /github", authorizationType: "NONE" },
  },
  "refuses any other route without authorization": {
    type: "aws:apigatewayv2/route:Route",
    props: { routeKey: "POST /gitlab", authorizationType: "NONE" },
    says: [/authorizationType is "?NONE"?: set it to something else/],
  },
  "passes an access point that says nothing": { type: "aws:s3/accessPoint:AccessPoint", props: {} },
  "passes an object without an ACL": { type: "aws:s3/bucketObjectv2:BucketObjectv2", props: {} },
  "passes a database that says nothing": { type: "aws:rds/instance:Instance", props: {} },
  "passes a document that is not shared": { type: "aws:ssm/document:Document", props: {} },
  "passes a search domain in a VPC": {
    type: "aws:opensearch/domain:Domain",
    props: { vpcOptions: { subnetIds: ["subnet-1"] } },
  },
  "passes identities that say nothing": {
    type: "aws:cognito/identityPool:IdentityPool",
    props: {},
  },
  "passes a server of files in a VPC": {
    type: "aws:transfer/server:Server",
    props: { endpointType: "VPC" },
  },
  "passes a notebook without a way out": {
    type: "aws:sagemaker/notebookInstance:NotebookInstance",
    props: { directInternetAccess: "Disabled" },
  },
  "passes a service that asks before it accepts": {
    type: "aws:ec2/vpcEndpointService:VpcEndpointService",
    props: { acceptanceRequired: true },
  },
  "passes copies of data in private": {
    type: "aws:dms/replicationInstance:ReplicationInstance",
    props: { publiclyAccessible: false },
  },
  "passes an instance without a public address": {
    type: "aws:ec2/instance:Instance",
    props: { associatePublicIpAddress: false },
  },
  "passes a cluster in private": {
    type: "aws:eks/cluster:Cluster",
    props: { vpcConfig: { endpointPublicAccess: false } },
  },
  "passes a warehouse in private": {
    type: "aws:redshift/cluster:Cluster",
    props: { publiclyAccessible: false },
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
