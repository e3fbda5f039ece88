import { type Owner, physicalName } from "./names";
import { PLATFORM_DEPLOY_ROLE } from "./platform-names";

/** Physical names of a workload's resources; its deploy role is granted access by these names. */
export function workloadNames(owner: Owner) {
  return {
    /** ECR repository. */
    repository: physicalName("aws:ecr/repository:Repository", owner, "image"),
    /** ECS service, in the shared cluster. */
    service: physicalName("aws:ecs/service:Service", owner, "service"),
    /** Family of the task definitions. */
    taskFamily: physicalName("aws:ecs/taskDefinition:TaskDefinition", owner, "task"),
    /** Role of the running task. */
    taskRole: physicalName("aws:iam/role:Role", owner, "task"),
    /** Execution role: ECS starts the task with it. */
    executionRole: physicalName("aws:iam/role:Role", owner, "execution"),
    /** Target groups, between which a service's traffic moves. */
    targetGroups: ["blue", "green"].map((color) =>
      physicalName("aws:lb/targetGroup:TargetGroup", owner, color),
    ),
    /** CodeDeploy application. */
    application: physicalName("aws:codedeploy/application:Application", owner, "delivery"),
    /** Its one deployment group. */
    deploymentGroup: physicalName(
      "aws:codedeploy/deploymentGroup:DeploymentGroup",
      owner,
      "delivery",
    ),
    /**
     * Prefix of the names of its deployment configurations. The rest says how traffic shifts, as a
     * configuration that is in use can be neither changed nor deleted.
     */
    deploymentConfig: physicalName(
      "aws:codedeploy/deploymentConfig:DeploymentConfig",
      owner,
      "delivery",
    ),
    /** AppConfig's application, its environment and its profile, of the workload's feature flags. */
    flags: {
      application: physicalName("aws:appconfig/application:Application", owner, "flags"),
      environment: physicalName("aws:appconfig/environment:Environment", owner, "flags"),
      profile: physicalName(
        "aws:appconfig/configurationProfile:ConfigurationProfile",
        owner,
        "flags",
      ),
    },
    /** Role that the Lambda function runs with. */
    functionRole: physicalName("aws:iam/role:Role", owner, "function"),
    /** Lambda function. */
    function: physicalName("aws:lambda/function:Function", owner, "function"),
    queue: physicalName("aws:sqs/queue:Queue", owner, "queue"),
    deadLetterQueue: physicalName("aws:sqs/queue:Queue", owner, "dead-letters"),
    schedule: physicalName("aws:scheduler/schedule:Schedule", owner, "schedule"),
    scheduleGroup: physicalName("aws:scheduler/scheduleGroup:ScheduleGroup", owner, "schedule"),
    /** Role with which EventBridge Scheduler starts a run. */
    scheduleRole: physicalName("aws:iam/role:Role", owner, "schedule"),
  } as const;
}

/**
 * Name of the role that delivers `owner`: `nc-<svc>-<env>-gha-deploy-role`, and for the platform
 * itself the specification's literal name.
 */
export function deployRoleName(owner: Owner): string {
  if (owner.service === "platform") return PLATFORM_DEPLOY_ROLE;
  return physicalName("aws:iam/role:Role", owner, "gha-deploy-role");
}

/** ARN of that role in the account `accountId`, 12 digits: for a grant in another account. */
export function deployRoleArn(accountId: string, owner: Owner): string {
  return `arn:aws:iam::${accountId}:role/${deployRoleName(owner)}`;
}

/** Name of the role that publishes a release's artifacts in stg: `nc-<svc>-stg-gha-publish-role`. */
export function publishRoleName(owner: Owner): string {
  return physicalName("aws:iam/role:Role", owner, "gha-publish-role");
}

/** ARN of the role that publishes in the account `accountId`, 12 digits: in dev, the deploy role does it. */
export function publishingRoleArn(accountId: string, owner: Owner): string {
  if (owner.environment === "dev") return deployRoleArn(accountId, owner);
  return `arn:aws:iam::${accountId}:role/${publishRoleName(owner)}`;
}

/** Name of the role that plans a Terraform stack: `nc-<svc>-<env>-gha-plan-role`. */
export function planRoleName(owner: Owner): string {
  return physicalName("aws:iam/role:Role", owner, "gha-plan-role");
}

/** ARN of that role. */
export function planRoleArn(accountId: string, owner: Owner): string {
  return `arn:aws:iam::${accountId}:role/${planRoleName(owner)}`;
}
