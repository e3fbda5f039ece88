import type { Context } from "../../infra/context";
import { PLATFORM_DEPLOY_ROLE, PREVIEW_ROLE, SHARED_CLUSTER } from "../../infra/naming/exceptions";
import { pathPrefix } from "../../infra/naming/paths";
import { platformNames } from "../../infra/naming/platform-names";
import { workloadNames } from "../../infra/naming/workload-names";

/** Issuer of the tokens that GitHub gives to a job. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/**
 * ARNs of what the platform has in the account of `context`. They are built from names, so a policy
 * is whole in a preview, before anything of it exists.
 */
export function platformArns(context: Context) {
  const { accountId, environment, region, wheelsRegion } = context.settings;
  const names = platformNames(context.settings);
  const wheels = `${names.wheelsDomain}/${names.wheelsRepository}`;
  const regional = (service: string, resource: string) =>
    `arn:aws:${service}:${region}:${accountId}:${resource}`;
  // Of which regions `*` is, the boundary says.
  const everywhere = (service: string, resource: string) =>
    `arn:aws:${service}:*:${accountId}:${resource}`;
  const wheel = (resource: string) =>
    `arn:aws:codeartifact:${wheelsRegion}:${accountId}:${resource}`;
  const iam = (resource: string) => `arn:aws:iam::${accountId}:${resource}`;
  return {
    regional,
    everywhere,
    iam,
    artifactBucket: `arn:aws:s3:::${names.artifactBucket}`,
    pulumiBucket: `arn:aws:s3:::${names.pulumiBucket}`,
    wheelsDomain: wheel(`domain/${names.wheelsDomain}`),
    wheelsRepository: wheel(`repository/${wheels}`),
    wheelsPackages: wheel(`package/${wheels}/pypi//`),
    /** Every key: which one is said by {@link onlyKeys}, as a key's ARN is not known by name. */
    keys: regional("kms", "key/*"),
    boundary: iam(`policy/${names.boundary}`),
    oidcProvider: iam(`oidc-provider/${GITHUB_ISSUER}`),
    deployRole: iam(`role/${PLATFORM_DEPLOY_ROLE}`),
    previewRole: iam(`role/${PREVIEW_ROLE}`),
    /** What the first of them may do, in parts. */
    deployPolicies: iam(`policy/nc-platform-${environment}-deploy-*`),
    /** Roles that the program makes, but for the two above. */
    roles: iam(`role/nc-*-${environment}-*`),
  } as const;
}

/** ARNs of what the workload of `context` is made of. */
export function workloadArns(context: Context) {
  const names = workloadNames(context);
  const { regional, iam } = platformArns(context);
  const lambda = regional("lambda", `function:${names.function}`);
  return {
    repository: regional("ecr", `repository/${names.repository}`),
    service: regional("ecs", `service/${SHARED_CLUSTER}/${names.service}`),
    serviceDeployments: regional("ecs", `service-deployment/${SHARED_CLUSTER}/${names.service}/*`),
    /** Every revision of its one family. */
    taskDefinitions: regional("ecs", `task-definition/${names.taskFamily}:*`),
    /** Every task of the cluster: a task's id is not known by name. */
    tasks: regional("ecs", `task/${SHARED_CLUSTER}/*`),
    cluster: regional("ecs", `cluster/${SHARED_CLUSTER}`),
    taskRoles: [iam(`role/${names.taskRole}`), iam(`role/${names.executionRole}`)],
    scheduleRole: iam(`role/${names.scheduleRole}`),
    application: regional("codedeploy", `application:${names.application}`),
    deploymentGroup: regional(
      "codedeploy",
      `deploymentgroup:${names.application}/${names.deploymentGroup}`,
    ),
    deploymentConfigs: [
      regional("codedeploy", `deploymentconfig:${names.deploymentConfig}-*`),
      regional("codedeploy", "deploymentconfig:CodeDeployDefault.*"),
    ],
    /** What CodeDeploy calls before and after it shifts traffic. */
    hooks: Object.values(names.hooks).map((hook) => regional("lambda", `function:${hook}`)),
    /** The function, its versions and its aliases. */
    function: [lambda, `${lambda}:*`],
    queues: [regional("sqs", names.queue), regional("sqs", names.deadLetterQueue)],
    scheduleGroup: regional("scheduler", `schedule-group/${names.scheduleGroup}`),
    schedule: regional("scheduler", `schedule/${names.scheduleGroup}/${names.schedule}`),
    configPrefix: regional("ssm", `parameter${pathPrefix(context, "config")}`),
    logPrefix: regional("logs", `log-group:${pathPrefix(context, "logs")}`),
  } as const;
}

/** Condition: only the keys behind `aliases`, and only through `services` such as `s3`. */
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
