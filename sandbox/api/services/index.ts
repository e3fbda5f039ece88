import type { Service } from "../service";
import { APPCONFIG } from "./appconfig";
import { APPLICATION_AUTO_SCALING } from "./application-auto-scaling";
import { CLOUDTRAIL } from "./cloudtrail";
import { CLOUDWATCH } from "./cloudwatch";
import { CODEARTIFACT } from "./codeartifact";
import { CODEDEPLOY } from "./codedeploy";
import { DYNAMODB } from "./dynamodb";
import { ECR } from "./ecr";
import { ECS } from "./ecs";
import { ELASTIC_LOAD_BALANCING } from "./elastic-load-balancing";
import { EVENTBRIDGE } from "./eventbridge";
import { LAMBDA } from "./lambda";
import { S3 } from "./s3";
import { SCHEDULER } from "./scheduler";
import { SECRETS_MANAGER } from "./secrets-manager";
import { SNS } from "./sns";
import { SQS } from "./sqs";
import { SSM } from "./ssm";
import { STS } from "./sts";

/** The services that are served, by the name that a client signs with. Each file lists its operations. */
export const SERVICES: Readonly<Record<string, Service>> = {
  appconfig: APPCONFIG,
  "application-autoscaling": APPLICATION_AUTO_SCALING,
  cloudtrail: CLOUDTRAIL,
  codeartifact: CODEARTIFACT,
  codedeploy: CODEDEPLOY,
  dynamodb: DYNAMODB,
  ecr: ECR,
  ecs: ECS,
  elasticloadbalancing: ELASTIC_LOAD_BALANCING,
  events: EVENTBRIDGE,
  lambda: LAMBDA,
  monitoring: CLOUDWATCH,
  s3: S3,
  scheduler: SCHEDULER,
  secretsmanager: SECRETS_MANAGER,
  sns: SNS,
  sqs: SQS,
  ssm: SSM,
  sts: STS,
};
