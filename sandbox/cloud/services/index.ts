import type { ResourceType, ResourceTypes } from "../resource-type";
import { APIGATEWAY } from "./apigateway";
import { APPCONFIG } from "./appconfig";
import { APPLICATION_AUTOSCALING } from "./application-autoscaling";
import { AWSX } from "./awsx";
import { CHATBOT } from "./chatbot";
import { CLOUDTRAIL } from "./cloudtrail";
import { CLOUDWATCH_ALARMS } from "./cloudwatch-alarms";
import { CLOUDWATCH_DASHBOARDS } from "./cloudwatch-dashboards";
import { CLOUDWATCH_LOGS } from "./cloudwatch-logs";
import { CODEARTIFACT } from "./codeartifact";
import { CODEDEPLOY } from "./codedeploy";
import { DYNAMODB } from "./dynamodb";
import { EC2_ROUTES } from "./ec2-routes";
import { EC2_SECURITY_GROUPS } from "./ec2-security-groups";
import { EC2_VPC } from "./ec2-vpc";
import { EC2_VPC_ENDPOINTS } from "./ec2-vpc-endpoints";
import { ECR } from "./ecr";
import { ECS } from "./ecs";
import { ECS_TASK_DEFINITIONS } from "./ecs-task-definitions";
import { ELB } from "./elb";
import { EVENTBRIDGE } from "./eventbridge";
import { GITHUB_ENVIRONMENTS } from "./github-environments";
import { GITHUB_RULESETS } from "./github-rulesets";
import { IAM } from "./iam";
import { KMS } from "./kms";
import { LAMBDA_FUNCTIONS } from "./lambda-functions";
import { LAMBDA_INVOCATION } from "./lambda-invocation";
import { ROUTE53 } from "./route53";
import { S3 } from "./s3";
import { S3_REPLICATION } from "./s3-replication";
import { SCHEDULER } from "./scheduler";
import { SECRETSMANAGER } from "./secretsmanager";
import { SNS } from "./sns";
import { SQS } from "./sqs";
import { SSM } from "./ssm";
import { SYNTHETICS } from "./synthetics";

/** Every type of resource that the simulated cloud knows; each stands in the file of its service. */
export const RESOURCE_TYPES: ResourceTypes = {
  ...APIGATEWAY,
  ...APPCONFIG,
  ...APPLICATION_AUTOSCALING,
  ...AWSX,
  ...CHATBOT,
  ...CLOUDTRAIL,
  ...CLOUDWATCH_ALARMS,
  ...CLOUDWATCH_DASHBOARDS,
  ...CLOUDWATCH_LOGS,
  ...CODEARTIFACT,
  ...CODEDEPLOY,
  ...DYNAMODB,
  ...EC2_ROUTES,
  ...EC2_SECURITY_GROUPS,
  ...EC2_VPC,
  ...EC2_VPC_ENDPOINTS,
  ...ECR,
  ...ECS,
  ...ECS_TASK_DEFINITIONS,
  ...ELB,
  ...EVENTBRIDGE,
  ...GITHUB_ENVIRONMENTS,
  ...GITHUB_RULESETS,
  ...IAM,
  ...KMS,
  ...LAMBDA_FUNCTIONS,
  ...LAMBDA_INVOCATION,
  ...ROUTE53,
  ...S3,
  ...S3_REPLICATION,
  ...SCHEDULER,
  ...SECRETSMANAGER,
  ...SNS,
  ...SQS,
  ...SSM,
  ...SYNTHETICS,
};

/** What is known of a type. One that is not registered gets an id and an ARN of its name. */
export function resourceTypeOf(token: string): ResourceType {
  return RESOURCE_TYPES[token] ?? unregistered(token);
}

function unregistered(token: string): ResourceType {
  const [, service = "unknown"] = /:(\w+)/.exec(token) ?? [];
  return {
    outputs({ arn, inputs, name }) {
      const id = String(inputs.name ?? name);
      return { id, arn: arn(service, id) };
    },
  };
}
