import { hasFlags } from "../../../infra/catalog/flags";
import type { KindName } from "../../../infra/catalog/kinds";
import type { Workload } from "../../../infra/catalog/workload";
import { type Ask, calls, keyCalls, named, type Place, regional, role } from "./asks";
import { terraformAsks } from "./deliveries-of-terraform";

/**
 * Everything that delivering a workload asks of AWS, on its own resources: one line for each call,
 * with the action and the resource that the service authorization reference gives for it. The names
 * are written out here, not taken from the program, so that a wrong one is seen.
 */
export function deliveryAsks(workload: Workload, at: Place): Ask[] {
  return [
    ...gate(at),
    ...artifacts(at),
    ...(workload.wheels ? wheels(at) : []),
    ...(hasFlags(workload) ? flags(at) : []),
    ...DELIVERIES[workload.kind](workload, at),
  ];
}

/** What each kind's delivery calls, by the documents that its own comments name. */
const DELIVERIES: Readonly<Record<KindName, (workload: Workload, at: Place) => Ask[]>> = {
  service: (workload, at) => [
    ...image(at),
    ...taskDefinition(at),
    ...ecsService(at),
    // CodeDeploy's targets, or the routes of ECS's own rollout: what `nc` shows while it waits.
    ...calls("elasticloadbalancing", "*", "DescribeListeners DescribeRules DescribeTargetGroups"),
    ...calls("elasticloadbalancing", "*", "DescribeTargetHealth"),
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
      : lambdaCode(at)),
    ...schedule(at),
  ],
  terraform: (workload, at) => ("manages" in workload ? terraformAsks(at, workload.manages) : []),
};

/** What every promotion reads and reports. */
function gate(at: Place): Ask[] {
  const contract = `parameter/nc/${at.environment}/${at.service}/config/release-contract`;
  return [
    ...calls("ssm", regional(at, "ssm", contract), "GetParameter"),
    ...calls(
      "ssm",
      regional(at, "ssm", `document/nc-platform-${at.environment}-freeze`),
      "GetCalendarState",
    ),
    ...calls("ssm", "*", "CreateOpsItem"),
    // CreateOpsItem with tags asks for it on the OpsItem.
    ...calls("ssm", regional(at, "ssm", "opsitem/oi-1"), "AddTagsToResource"),
    ...calls("cloudwatch", "*", "DescribeAlarms GetMetricData"),
    ...calls("cloudwatch", "*", "PutMetricData", { "cloudwatch:namespace": "NC/Delivery" }),
  ];
}

/** Manifests, SBOMs and zips: HeadObject and GetObject are GetObject, by version GetObjectVersion. */
function artifacts(at: Place): Ask[] {
  const { service, environment, account } = at;
  const bucket = `arn:aws:s3:::nc-platform-${environment}-artifacts-${account}`;
  const own = { "s3:prefix": `${service}/manifest/` };
  return [
    ...calls("s3", `${bucket}/${service}/zip/1.zip`, "GetObject GetObjectVersion PutObject"),
    ...calls("s3", bucket, "ListBucket ListBucketVersions", own),
    ...keyCalls(at, "artifacts", "s3", "Decrypt GenerateDataKey"),
  ];
}

/** A push and what a gate reads of it. Source: ECR user guide, "Required IAM permissions for pushing". */
function image(at: Place): Ask[] {
  return [
    ...calls("ecr", "*", "GetAuthorizationToken"),
    ...calls(
      "ecr",
      regional(at, "ecr", `repository/${named(at, "image")}`),
      "BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload DescribeImageScanFindings " +
        "DescribeImages GetDownloadUrlForLayer InitiateLayerUpload PutImage UploadLayerPart",
    ),
  ];
}

/** A publish and an installation. Source: CodeArtifact user guide, "Overview of managing permissions". */
function wheels(at: Place): Ask[] {
  const name = `nc-platform-${at.environment}-wheels`;
  const arn = (resource: string) => `arn:aws:codeartifact:us-east-1:${at.account}:${resource}`;
  const there = { "aws:RequestedRegion": "us-east-1" };
  return [
    ...calls("codeartifact", arn(`domain/${name}`), "GetAuthorizationToken", there),
    ...calls("sts", "*", "GetServiceBearerToken", {
      "sts:AWSServiceName": "codeartifact.amazonaws.com",
    }),
    ...calls(
      "codeartifact",
      arn(`repository/${name}/${name}`),
      "GetRepositoryEndpoint ReadFromRepository",
      there,
    ),
    ...calls(
      "codeartifact",
      arn(`package/${name}/${name}/pypi//${at.service}`),
      "PublishPackageVersion PutPackageMetadata",
      there,
    ),
  ];
}

/** A new version of the flags, rolled out and stopped; each call is judged on all that it names. */
function flags(at: Place): Ask[] {
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

function taskDefinition(at: Place): Ask[] {
  const revision = regional(at, "ecs", `task-definition/${named(at, "task")}:7`);
  const toTasks = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
  return [
    ...calls("ecs", revision, "RegisterTaskDefinition"),
    ...calls("ecs", revision, "TagResource", { "ecs:CreateAction": "RegisterTaskDefinition" }),
    ...calls("ecs", "*", "DescribeTaskDefinition"),
    ...calls("iam", role(at, "task"), "PassRole", toTasks),
    ...calls("iam", role(at, "execution"), "PassRole", toTasks),
  ];
}

/** A new revision without a change of network, and the limits of its scaling. */
function ecsService(at: Place): Ask[] {
  const name = named(at, "service");
  const service = regional(at, "ecs", `service/nc-core/${name}`);
  const target = regional(at, "application-autoscaling", "scalable-target/0ec5");
  return [
    ...calls("ecs", service, "DescribeServices ListServiceDeployments UpdateService"),
    ...calls("ecs", service, "DescribeServiceDeployments"),
    ...calls(
      "ecs",
      regional(at, "ecs", `service-deployment/nc-core/${name}/1`),
      "DescribeServiceDeployments StopServiceDeployment",
    ),
    ...calls("application-autoscaling", target, "RegisterScalableTarget", {
      "application-autoscaling:service-namespace": "ecs",
      "application-autoscaling:scalable-dimension": "ecs:service:DesiredCount",
    }),
    ...calls("application-autoscaling", "*", "DescribeScalableTargets"),
  ];
}

/** A migration, or a job's first run. */
function runTask(at: Place): Ask[] {
  const cluster = { "ecs:cluster": regional(at, "ecs", "cluster/nc-core") };
  return [
    ...calls(
      "ecs",
      regional(at, "ecs", `task-definition/${named(at, "task")}:7`),
      "RunTask",
      cluster,
    ),
    ...calls("ecs", regional(at, "ecs", "task/nc-core/1"), "DescribeTasks", cluster),
  ];
}

function codeDeploy(at: Place): Ask[] {
  const name = named(at, "delivery");
  const on = (resource: string, actions: string) =>
    calls("codedeploy", regional(at, "codedeploy", resource), actions);
  return [
    ...on(
      `application:${name}`,
      "GetApplication GetApplicationRevision RegisterApplicationRevision",
    ),
    ...on(
      `deploymentgroup:${name}/${name}`,
      "CreateDeployment GetDeployment GetDeploymentGroup ListDeployments",
    ),
    ...on(`deploymentconfig:${name}-canary-10-5`, "GetDeploymentConfig"),
    // By id alone: AWS takes no resource.
    ...calls("codedeploy", "*", "BatchGetDeploymentTargets ContinueDeployment GetDeploymentTarget"),
    ...calls("codedeploy", "*", "ListDeploymentTargets StopDeployment"),
  ];
}

/** A version of new code, and the aliases moved to it. */
function lambdaCode(at: Place): Ask[] {
  const name = regional(at, "lambda", `function:${named(at, "function")}`);
  return [
    ...calls("lambda", name, "GetFunction GetFunctionConfiguration ListVersionsByFunction"),
    ...calls("lambda", name, "GetAlias PublishVersion UpdateAlias UpdateFunctionCode"),
    ...keyCalls(at, "config", "lambda", "CreateGrant"),
  ];
}

function queueDepth(at: Place): Ask[] {
  return ["queue", "dead-letters"].flatMap((each) =>
    calls("sqs", regional(at, "sqs", named(at, each)), "GetQueueAttributes"),
  );
}

/** Whether a worker takes messages. */
function intake(at: Place): Ask[] {
  const arn = regional(at, "ssm", `parameter/nc/${at.environment}/${at.service}/config/intake`);
  return [
    ...calls("ssm", arn, "GetParameter PutParameter"),
    ...keyCalls(at, "config", "ssm", "Decrypt Encrypt", {
      "kms:EncryptionContext:PARAMETER_ARN": arn,
    }),
  ];
}

function schedule(at: Place): Ask[] {
  const name = named(at, "schedule");
  const arn = regional(at, "scheduler", `schedule/${name}/${name}`);
  return [
    ...calls("scheduler", arn, "GetSchedule UpdateSchedule"),
    ...calls("iam", role(at, "schedule"), "PassRole", {
      "iam:PassedToService": "scheduler.amazonaws.com",
    }),
    ...keyCalls(at, "messaging", "scheduler", "DescribeKey"),
    ...keyCalls(at, "messaging", "scheduler", "Decrypt GenerateDataKey", {
      "kms:EncryptionContext:aws:scheduler:schedule:arn": arn,
    }),
  ];
}
