import { hasFlags } from "../../../infra/catalog/flags";
import type { KindName } from "../../../infra/catalog/kinds";
import { factsOf, type Workload } from "../../../infra/catalog/workload";
import { type Ask, calls, keyCalls, type Location, named, regional } from "./asks";
import {
  codeDeploy,
  ecsService,
  firstRun,
  intake,
  lambdaCode,
  queueDepth,
  runTask,
  schedule,
  taskDefinition,
} from "./deliveries-of-runtimes";
import { terraformAsks } from "./deliveries-of-terraform";

/**
 * Everything that delivering a workload asks of AWS, on its own resources: one line for each call,
 * with the action and the resource that the service authorization reference gives for it. The names
 * are written out here, not taken from the program, so that a wrong one is seen.
 */
export function deliveryAsks(workload: Workload, at: Location): Ask[] {
  return [
    ...gate(at),
    ...records(at),
    ...artifacts(at),
    // A build of main, which dev gets, is in no index.
    ...(workload.wheels && at.environment !== "dev" ? wheels(at) : []),
    ...(hasFlags(workload) ? flags(at) : []),
    ...DELIVERIES[workload.kind](workload, at),
  ];
}

/** What a promotion reads of the artifacts that stg has tested, by digest or version. */
export function promotionAsks(workload: Workload, { service, account }: Location): Ask[] {
  const stg = { service, account: "222222222222", environment: "stg" } as const;
  const zip = `arn:aws:s3:::nc-platform-stg-artifacts-${stg.account}/${service}/zip/1.zip`;
  const image = regional(stg, "ecr", `repository/${named(stg, "image")}`);
  return account === stg.account
    ? []
    : [
        ...calls("s3", zip, "GetObject GetObjectVersion"),
        ...calls("s3", `arn:aws:s3:::nc-platform-stg-artifacts-${stg.account}`, "ListBucket", {
          "s3:prefix": `${service}/evidence/`,
        }),
        ...keyCalls(stg, "artifacts", "s3", "Decrypt"),
        ...(factsOf(workload).shipsImage ? calls("ecr", image, PULL) : []),
      ];
}

const PUSH = "CompleteLayerUpload InitiateLayerUpload PutImage UploadLayerPart";

const PULL = "BatchCheckLayerAvailability BatchGetImage DescribeImages GetDownloadUrlForLayer";

/** What each kind's delivery calls, by the documents that its own comments name. */
const DELIVERIES: Readonly<Record<KindName, (workload: Workload, at: Location) => Ask[]>> = {
  service: (workload, at) => [
    ...image(at),
    ...taskDefinition(at),
    ...ecsService(at),
    // CodeDeploy's targets, or the routes of ECS's own rollout: what `nc` shows while it waits.
    ...calls("elasticloadbalancing", "*", "DescribeListeners DescribeRules DescribeTargetGroups"),
    ...calls("elasticloadbalancing", "*", "DescribeTargetHealth"),
    // The path of its health check, on the group without traffic.
    ...["blue", "green"].flatMap((color) => {
      const group = `targetgroup/${named(at, color)}/0123456789abcdef`;
      const arn = regional(at, "elasticloadbalancing", group);
      return calls("elasticloadbalancing", arn, "ModifyTargetGroup");
    }),
    ...("rollout" in workload && workload.rollout === "codedeploy" ? codeDeploy(at) : []),
  ],
  function: (workload, at) => [
    ...lambdaCode(at),
    ...codeDeploy(at),
    ...("consumes" in workload && workload.consumes ? queueDepth(at) : []),
  ],
  worker: (workload, at) => [
    ...image(at),
    ...taskDefinition(at),
    ...ecsService(at),
    ...queueDepth(at),
    ...intake(at),
    ...("migrations" in workload && workload.migrations ? runTask(at) : []),
  ],
  job: (workload, at) => [
    ...("runs" in workload && workload.runs.as === "task"
      ? [...image(at), ...taskDefinition(at), ...runTask(at)]
      : [...lambdaCode(at), ...firstRun(at)]),
    ...schedule(at),
  ],
  terraform: (workload, at) => ("manages" in workload ? terraformAsks(at, workload.manages) : []),
};

/** What every promotion reads and reports. */
function gate(at: Location): Ask[] {
  const parameter = (key: string) =>
    regional(at, "ssm", `parameter/nc/${at.environment}/${at.service}/config/${key}`);
  return [
    ...calls("ssm", parameter("release-contract"), "GetParameter"),
    ...calls("ssm", parameter("released"), "GetParameter PutParameter"),
    ...calls(
      "ssm",
      regional(at, "ssm", `document/nc-platform-${at.environment}-freeze`),
      "GetCalendarState",
    ),
    ...calls("ssm", "*", "CreateOpsItem DescribeOpsItems"),
    // CreateOpsItem with tags asks for it on the OpsItem.
    ...calls("ssm", regional(at, "ssm", "opsitem/oi-1"), "AddTagsToResource"),
    ...calls("cloudwatch", "*", "DescribeAlarms GetMetricData"),
    ...calls("cloudwatch", "*", "PutMetricData", { "cloudwatch:namespace": "NC/Delivery" }),
    ...(at.environment === "dev" ? [] : deliverySecret(at)),
  ];
}

/** The GitHub App's credentials, which no role of dev may read. */
export function deliverySecret(at: Location): Ask[] {
  const name = `secret:/nc/${at.environment}/platform/secret/delivery-AbCdEf`;
  const secret = regional(at, "secretsmanager", name);
  return [
    ...calls("secretsmanager", secret, "GetSecretValue"),
    ...keyCalls(at, "config", "secretsmanager", "Decrypt", {
      "kms:EncryptionContext:SecretARN": secret,
    }),
  ];
}

/** Events that a delivery leaves in the ledger, and the promotion that the workload is in. */
function records(at: Location): Ask[] {
  const table = (name: string) =>
    regional(at, "dynamodb", `table/nc-platform-${at.environment}-${name}`);
  const own = { "dynamodb:LeadingKeys": [at.service] };
  return [
    ...calls("dynamodb", table("ledger"), "PutItem Query", own),
    ...calls("dynamodb", `${table("ledger")}/index/by-time`, "Query", own),
    ...calls("dynamodb", table("promotions"), "GetItem PutItem", own),
    ...keyCalls(at, "audit", "dynamodb", "Decrypt"),
  ];
}

/** Manifests, SBOMs and zips: HeadObject and GetObject are GetObject, by version GetObjectVersion. */
function artifacts(at: Location): Ask[] {
  const { service, environment, account } = at;
  const bucket = `arn:aws:s3:::nc-platform-${environment}-artifacts-${account}`;
  const own = { "s3:prefix": `${service}/manifest/` };
  return [
    ...calls("s3", `${bucket}/${service}/zip/1.zip`, "GetObject GetObjectVersion PutObject"),
    ...calls("s3", bucket, "ListBucket ListBucketVersions", own),
    ...calls("s3", `${bucket}/platform/plan.json`, "GetObject"),
    ...keyCalls(at, "artifacts", "s3", "Decrypt GenerateDataKey"),
  ];
}

/** What a promotion reads of an image, and in prod the push of its copy. Source: ECR user guide, "Required IAM permissions for pushing". */
function image(at: Location): Ask[] {
  return [
    ...calls("ecr", "*", "GetAuthorizationToken"),
    ...calls(
      "ecr",
      regional(at, "ecr", `repository/${named(at, "image")}`),
      `${PULL} DescribeImageScanFindings${at.environment === "prod" ? ` ${PUSH}` : ""}`,
    ),
  ];
}

/** An upload, and what is there before and after it. Source: CodeArtifact user guide, "Packages overview". */
function wheels(at: Location): Ask[] {
  const name = `nc-platform-${at.environment}-wheels`;
  const arn = (resource: string) => `arn:aws:codeartifact:us-east-1:${at.account}:${resource}`;
  const there = { "aws:RequestedRegion": "us-east-1" };
  return [
    ...calls("codeartifact", arn(`domain/${name}`), "GetAuthorizationToken", there),
    ...calls("sts", "*", "GetServiceBearerToken", {
      "sts:AWSServiceName": "codeartifact.amazonaws.com",
    }),
    ...calls("codeartifact", arn(`repository/${name}/${name}`), "GetRepositoryEndpoint", there),
    ...calls(
      "codeartifact",
      arn(`package/${name}/${name}/pypi//${at.service}`),
      "ListPackageVersionAssets PublishPackageVersion",
      there,
    ),
  ];
}

/** A new version of the flags, rolled out and stopped; each call is judged on all that it names. */
function flags(at: Location): Ask[] {
  const app = regional(at, "appconfig", "application/a1");
  const own = { "aws:ResourceTag/Service": at.service };
  const profile = `${app}/configurationprofile/p1`;
  const environment = `${app}/environment/e1`;
  const strategy = regional(at, "appconfig", "deploymentstrategy/s1");
  return [
    ...calls("appconfig", "*", "ListApplications ListDeploymentStrategies"),
    ...calls("appconfig", app, "GetApplication ListConfigurationProfiles ListEnvironments", own),
    ...calls("appconfig", app, "CreateHostedConfigurationVersion StartDeployment", own),
    ...calls("appconfig", app, "GetDeployment ListDeployments StopDeployment", own),
    ...calls("appconfig", app, "GetHostedConfigurationVersion", own),
    ...calls("appconfig", profile, "CreateHostedConfigurationVersion StartDeployment", own),
    ...calls("appconfig", profile, "GetConfigurationProfile", own),
    ...calls("appconfig", profile, "ListHostedConfigurationVersions", own),
    ...calls("appconfig", environment, "GetEnvironment ListDeployments StartDeployment", own),
    ...calls("appconfig", environment, "GetDeployment StopDeployment", own),
    ...calls("appconfig", `${environment}/deployment/1`, "GetDeployment StopDeployment"),
    ...calls(
      "appconfig",
      `${profile}/hostedconfigurationversion/1`,
      "GetHostedConfigurationVersion",
    ),
    ...calls("appconfig", strategy, "GetDeploymentStrategy StartDeployment", {
      "aws:ResourceTag/Service": "platform",
    }),
    ...keyCalls(at, "config", "appconfig", "Decrypt GenerateDataKey"),
  ];
}
