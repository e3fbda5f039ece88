import type { Context } from "../../infra/context";
import { pathPrefix } from "../../infra/naming/names";
import {
  HOOKS,
  hookName,
  PLATFORM_DEPLOY_ROLE,
  PREVIEW_ROLE,
  platformNames,
  SHARED_CLUSTER,
} from "../../infra/naming/platform-names";
import { workloadNames } from "../../infra/naming/workload-names";

/** Issuer of the OIDC tokens of GitHub Actions jobs. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/**
 * ARNs of the platform's resources in the account of `context`. They are built from names, so a
 * preview knows every policy in full before the resources exist.
 */
export function platformArns(context: Context) {
  const { accountId, environment, region, wheelsRegion } = context.settings;
  const names = platformNames(context.settings);
  const wheels = `${names.wheelsDomain}/${names.wheelsRepository}`;
  const regional = (service: string, resource: string) =>
    `arn:aws:${service}:${region}:${accountId}:${resource}`;
  // The permissions boundary says which regions `*` may be.
  const anyRegion = (service: string, resource: string) =>
    `arn:aws:${service}:*:${accountId}:${resource}`;
  const wheel = (resource: string) =>
    `arn:aws:codeartifact:${wheelsRegion}:${accountId}:${resource}`;
  const iam = (resource: string) => `arn:aws:iam::${accountId}:${resource}`;
  return {
    regional,
    anyRegion,
    iam,
    artifactBucket: `arn:aws:s3:::${names.artifactBucket}`,
    auditBucket: `arn:aws:s3:::${names.auditBucket}`,
    auditTrail: regional("cloudtrail", `trail/${names.auditTrail}`),
    /** The role with which CloudTrail writes to CloudWatch Logs. */
    auditTrailRole: iam(`role/${names.auditTrail}`),
    pulumiBucket: `arn:aws:s3:::${names.pulumiBucket}`,
    ledger: regional("dynamodb", `table/${names.ledger}`),
    promotions: regional("dynamodb", `table/${names.promotions}`),
    handledEvents: regional("dynamodb", `table/${names.handledEvents}`),
    pageTopic: regional("sns", names.pageTopic),
    /** The functions that a deployment waits for. */
    hooks: HOOKS.map((hook) => regional("lambda", `function:${hookName(environment, hook)}`)),
    /** Secrets Manager ends a secret's ARN in a dash and six characters of its own. */
    issuesApp: regional("secretsmanager", `secret:${names.issuesApp}-??????`),
    deliverySecret: regional("secretsmanager", `secret:${names.deliverySecret}-??????`),
    gateSecrets: names.gateSecrets.map((name) =>
      regional("secretsmanager", `secret:${name}-??????`),
    ),
    wheelsDomain: wheel(`domain/${names.wheelsDomain}`),
    wheelsRepository: wheel(`repository/${wheels}`),
    wheelsPackages: wheel(`package/${wheels}/pypi//`),
    /** Every key: a key's ARN is not known by name, so {@link onlyKeys} narrows it by alias. */
    keys: regional("kms", "key/*"),
    boundary: iam(`policy/${names.boundary}`),
    breakGlassRole: iam(`role/${names.breakGlassRole}`),
    oidcProvider: iam(`oidc-provider/${GITHUB_ISSUER}`),
    deployRole: iam(`role/${PLATFORM_DEPLOY_ROLE}`),
    previewRole: iam(`role/${PREVIEW_ROLE}`),
    /** Managed policies of the deploy role. */
    deployPolicies: iam(`policy/nc-platform-${environment}-deploy-*`),
    /** Roles that the program makes, without the deploy role and the preview role. */
    roles: iam(`role/nc-*-${environment}-*`),
    /** Every role that the program makes. */
    programRoles: [
      iam(`role/nc-*-${environment}-*`),
      iam(`role/${PLATFORM_DEPLOY_ROLE}`),
      iam(`role/${PREVIEW_ROLE}`),
    ],
  } as const;
}

/** ARNs of the resources of the workload of `context`. */
export function workloadArns(context: Context) {
  const names = workloadNames(context);
  const { regional, iam } = platformArns(context);
  const lambda = regional("lambda", `function:${names.function}`);
  return {
    repository: regional("ecr", `repository/${names.repository}`),
    service: regional("ecs", `service/${SHARED_CLUSTER}/${names.service}`),
    serviceDeployments: regional("ecs", `service-deployment/${SHARED_CLUSTER}/${names.service}/*`),
    /** Every revision of its task definition. */
    taskDefinitions: regional("ecs", `task-definition/${names.taskFamily}:*`),
    /** Every task of the cluster: a task's id is not known by name. */
    tasks: regional("ecs", `task/${SHARED_CLUSTER}/*`),
    cluster: regional("ecs", `cluster/${SHARED_CLUSTER}`),
    taskRoles: [iam(`role/${names.taskRole}`), iam(`role/${names.executionRole}`)],
    scheduleRole: iam(`role/${names.scheduleRole}`),
    /** The two target groups: their ARNs end with an id that AWS makes. */
    targetGroups: names.targetGroups.map((name) =>
      regional("elasticloadbalancing", `targetgroup/${name}/*`),
    ),
    application: regional("codedeploy", `application:${names.application}`),
    deploymentGroup: regional(
      "codedeploy",
      `deploymentgroup:${names.application}/${names.deploymentGroup}`,
    ),
    deploymentConfigs: [
      regional("codedeploy", `deploymentconfig:${names.deploymentConfig}-*`),
      regional("codedeploy", "deploymentconfig:CodeDeployDefault.*"),
    ],
    /** The function, its versions and its aliases. */
    function: [lambda, `${lambda}:*`],
    queues: [regional("sqs", names.queue), regional("sqs", names.deadLetterQueue)],
    scheduleGroup: regional("scheduler", `schedule-group/${names.scheduleGroup}`),
    schedule: regional("scheduler", `schedule/${names.scheduleGroup}/${names.schedule}`),
    configPrefix: regional("ssm", `parameter${pathPrefix(context, "config")}`),
    logPrefix: regional("logs", `log-group:${pathPrefix(context, "logs")}`),
  } as const;
}

/** The condition that limits a statement to the keys of `aliases`, used through `services` (`s3`). */
export function onlyKeys(
  context: Context,
  aliases: readonly string[],
  services: readonly string[],
) {
  const via = services.map((service) => `${service}.${context.settings.region}.amazonaws.com`);
  return {
    StringEquals: { "kms:ViaService": via },
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases },
  };
}
