import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { serviceTrust } from "../../identity/service-role";
import { allow, policyText, type Statement } from "../../identity/statement";
import { separatelyManagedInputs } from "../../separately-managed-inputs";

export interface TaskRolesArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** What ECS reads to start a task. */
  started: TaskStartInputs;
  /** IAM statements of the running task's role. @default - the role has no permissions */
  statements?: readonly Statement[];
}

/** The two roles of a workload's tasks: its own, and the one with which ECS starts it. */
export class TaskRoles extends pulumi.ComponentResource {
  /** ARN of the role of the running task; it is known once the role may do what it has to. */
  readonly taskRoleArn: pulumi.Output<string>;
  /** ARN of the role with which ECS starts it; it is known once the role may do what it has to. */
  readonly executionRoleArn: pulumi.Output<string>;

  constructor(name: string, args: TaskRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:TaskRoles", name, {}, opts);
    const { context, permissionsBoundaryArn, started, statements = [] } = args;
    const names = workloadNames(context);

    const make = (component: string, roleName: string, description: string, may: Statement[]) => {
      const role = new aws.iam.Role(
        `${name}-${component}`,
        {
          name: roleName,
          description,
          assumeRolePolicy: trust(context),
          permissionsBoundary: permissionsBoundaryArn,
          tags: context.tags(component),
        },
        { parent: this, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
      );
      if (may.length === 0) return role.arn;
      const policy = new aws.iam.RolePolicy(
        `${name}-${component}`,
        {
          name: context.name("aws:iam/rolePolicy:RolePolicy", component),
          role: role.name,
          policy: policyText(may),
        },
        { parent: this },
      );
      // Through the policy, so that no task is started with a role that may do nothing yet.
      return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
    };
    const startPermissions = executionPermissions(context, started);
    const { service } = context;
    this.taskRoleArn = make("task", names.taskRole, `What ${service} may do`, [...statements]);
    this.executionRoleArn = make(
      "execution",
      names.executionRole,
      `ECS starts tasks of ${service}`,
      startPermissions,
    );
    const { taskRoleArn, executionRoleArn } = this;
    this.registerOutputs({ taskRoleArn, executionRoleArn });
  }
}

/** Source of the conditions: Amazon ECS developer guide, "Amazon ECS task IAM role". */
function trust({ settings: { accountId, region } }: Context): string {
  return serviceTrust("ecs-tasks.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:aws:ecs:${region}:${accountId}:*` },
  });
}

const PULL = ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"];

/** What ECS reads to start a task. */
export interface TaskStartInputs {
  /** Keys of the parameters that are put into its environment. */
  readonly parameters: readonly string[];
  /** Keys of the secrets that are put into its environment. */
  readonly secrets: readonly string[];
  /** Key of the log group that it writes to. */
  readonly logs: string;
  /** ARNs of repositories of other images than its own. */
  readonly otherRepositories: readonly string[];
}

/** Pulls the task's images, writes its log, and reads exactly the config and secrets that it has. */
export function executionPermissions(context: Context, started: TaskStartInputs): Statement[] {
  const { parameters, secrets, logs, otherRepositories } = started;
  const { keys, regional } = platformArns(context);
  const { repository, logPrefix } = workloadArns(context);
  const alias = platformKeyAlias(context.environment, "config");
  const readers = [
    ...(parameters.length > 0 ? ["ssm"] : []),
    ...(secrets.length > 0 ? ["secretsmanager"] : []),
  ];
  return [
    allow("Registry", "ecr", ["GetAuthorizationToken"], "*"),
    allow("Images", "ecr", PULL, [repository, ...otherRepositories]),
    allow("Log", "logs", ["CreateLogStream", "PutLogEvents"], `${logPrefix}${logs}:*`),
    ...(parameters.length > 0
      ? [
          allow(
            "Config",
            "ssm",
            ["GetParameters"],
            parameters.map((key) => regional("ssm", `parameter${context.configPath(key)}`)),
          ),
        ]
      : []),
    ...(secrets.length > 0
      ? [
          allow(
            "Secrets",
            "secretsmanager",
            ["GetSecretValue"],
            // Secrets Manager ends a secret's ARN with six characters of its own.
            secrets.map((key) =>
              regional("secretsmanager", `secret:${context.secretPath(key)}-??????`),
            ),
          ),
        ]
      : []),
    ...(readers.length > 0
      ? [allow("ConfigKey", "kms", ["Decrypt"], keys, onlyKeys(context, [alias], readers))]
      : []),
  ];
}
