import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";

const PULL = ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"];

/** What ECS takes to start a task. */
export interface Started {
  /** Keys of the parameters that are put into its environment. */
  readonly parameters: readonly string[];
  /** Keys of the secrets. */
  readonly secrets: readonly string[];
  /** Key of the log group that it writes to. */
  readonly logs: string;
  /** ARNs of repositories of other images than its own. */
  readonly otherRepositories: readonly string[];
}

/** Pulls the task's images, writes its log, and reads exactly the config and secrets that it has. */
export function executionPermissions(context: Context, started: Started): Statement[] {
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
