import { fullName, type Owner, physicalName, shorten } from "./names";
import { PLATFORM_DEPLOY_ROLE } from "./platform-names";

/**
 * What the name of a function that CodeDeploy calls must begin with: its roles of AWS may invoke no
 * other (policy AWSCodeDeployRoleForLambda).
 */
export const HOOK_PREFIX = "CodeDeployHook_";

/** Longest name of a Lambda function (Lambda API, CreateFunction). */
const HOOK_MAX = 64;

/** Physical names of what a workload is made of, by which its deploy role is granted them. */
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
    /** Role with which ECS starts the task. */
    executionRole: physicalName("aws:iam/role:Role", owner, "execution"),
    /** CodeDeploy application. */
    application: physicalName("aws:codedeploy/application:Application", owner, "delivery"),
    /** Its one deployment group. */
    deploymentGroup: physicalName(
      "aws:codedeploy/deploymentGroup:DeploymentGroup",
      owner,
      "delivery",
    ),
    /**
     * What the name of its own way of shifting traffic begins with; after a dash follows the way, as
     * a deployment configuration that is in use can be neither changed nor deleted.
     */
    deploymentConfig: physicalName(
      "aws:codedeploy/deploymentConfig:DeploymentConfig",
      owner,
      "delivery",
    ),
    /** Lambda functions that CodeDeploy calls before and after production traffic shifts. */
    hooks: { pre: hookName(owner, "pre"), post: hookName(owner, "post") },
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

function hookName(owner: Owner, when: "pre" | "post"): string {
  return shorten(`${HOOK_PREFIX}${fullName(owner, when)}`, HOOK_MAX);
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
