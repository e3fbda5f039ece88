import { type Ask, calls, keyCalls, type Location, named, regional, role } from "./asks";

export function taskDefinition(at: Location): Ask[] {
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
export function ecsService(at: Location): Ask[] {
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
export function runTask(at: Location): Ask[] {
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

export function codeDeploy(at: Location): Ask[] {
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
      "CreateDeployment GetDeployment GetDeploymentGroup ListDeployments UpdateDeploymentGroup",
    ),
    ...on(`deploymentconfig:${name}-canary-10-5`, "GetDeploymentConfig"),
    // By id alone: AWS takes no resource.
    ...calls("codedeploy", "*", "BatchGetDeploymentTargets ContinueDeployment GetDeploymentTarget"),
    ...calls("codedeploy", "*", "ListDeploymentTargets StopDeployment"),
  ];
}

/** A version of new code, and the aliases moved to it. */
export function lambdaCode(at: Location): Ask[] {
  const name = regional(at, "lambda", `function:${named(at, "function")}`);
  return [
    ...calls("lambda", name, "GetFunction GetFunctionConfiguration ListVersionsByFunction"),
    ...calls("lambda", name, "GetAlias PublishVersion UpdateAlias UpdateFunctionCode"),
    ...keyCalls(at, "config", "lambda", "CreateGrant"),
  ];
}

/** The first release of a job that is a function is run once, by its alias. */
export function firstRun(at: Location): Ask[] {
  const alias = regional(at, "lambda", `function:${named(at, "function")}:live`);
  return calls("lambda", alias, "InvokeFunction");
}

export function queueDepth(at: Location): Ask[] {
  return ["queue", "dead-letters"].flatMap((each) =>
    calls("sqs", regional(at, "sqs", named(at, each)), "GetQueueAttributes"),
  );
}

/** Whether a worker takes messages. */
export function intake(at: Location): Ask[] {
  const arn = regional(at, "ssm", `parameter/nc/${at.environment}/${at.service}/config/intake`);
  return [
    ...calls("ssm", arn, "GetParameter PutParameter"),
    ...keyCalls(at, "config", "ssm", "Decrypt Encrypt", {
      "kms:EncryptionContext:PARAMETER_ARN": arn,
    }),
  ];
}

export function schedule(at: Location): Ask[] {
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
