import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformKeyAlias } from "../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";

/** Days in which the deletion of the secret can be undone (Secrets Manager API, DeleteSecret: 7 to 30). */
const RECOVERY_DAYS = 30;

export interface IssuesAppArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `config`. */
  configKeyArn: pulumi.Input<string>;
}

/**
 * Makes the secret of the GitHub App that reads and opens root-cause tickets, and may do nothing else (CI/CL-002 §14).
 * An administrator puts its value.
 */
export function issuesApp(
  name: string,
  { context, configKeyArn }: IssuesAppArgs,
  opts: pulumi.CustomResourceOptions,
): aws.secretsmanager.Secret {
  const { protect } = context.settings;
  return new aws.secretsmanager.Secret(
    name,
    {
      name: context.secretPath("issues-app"),
      description: "Credentials of the GitHub App that opens root-cause tickets: issues alone",
      kmsKeyId: configKeyArn,
      recoveryWindowInDays: protect ? RECOVERY_DAYS : 0,
      tags: context.tags("secret-issues-app"),
    },
    { ...opts, protect },
  );
}

/** Reads the App's credentials. */
export function issuesAppPermissions(context: Context): Statement[] {
  const { issuesApp: secret, keys } = platformArns(context);
  const config = platformKeyAlias(context.environment, "config");
  return [
    allow("GitHubApp", "secretsmanager", ["GetSecretValue"], secret),
    allow("ConfigKey", "kms", ["Decrypt"], keys, onlyKeys(context, [config], ["secretsmanager"])),
  ];
}
