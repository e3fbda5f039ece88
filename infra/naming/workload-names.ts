import { type Owner, physicalName } from "./names";

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
    /** Its own way of shifting traffic. */
    deploymentConfig: physicalName(
      "aws:codedeploy/deploymentConfig:DeploymentConfig",
      owner,
      "delivery",
    ),
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
