import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { fullName, shorten } from "../../infra/naming/names";
import { platformKeyAlias } from "../../infra/naming/platform-names";
import { workloadNames } from "../../infra/naming/workload-names";
import { onlyKeys, platformArns } from "../identity/arns";
import { allow, policyText, type Statement } from "../identity/statement";
import { LIVE } from "./function/versioned-function";

const DAY = 86_400;

/** Longest id of a statement of a function's policy (Lambda API, AddPermission). */
const STATEMENT_MAX = 100;

export interface SecretRotationArgs {
  /** The context of the workload whose secrets they are. */
  context: Context;
  /** The workload, of whose `secrets` those with a `rotation` are rotated. */
  workload: Pick<Workload, "secrets">;
  /** ARN of each secret, by key. */
  secretArns: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Has the secrets of one workload rotated, each by the function that the catalog says, in the same
 * environment (CI/CL-002 §9). It waits for those functions: give them as `dependsOn`.
 *
 * A function is called by its alias, may change exactly these secrets, and is not called at once: a
 * rotation belongs in the catalog once its secret has a value and its function a release, as
 * Secrets Manager tries the function out when a rotation is set up.
 */
export class SecretRotation extends pulumi.ComponentResource {
  /** Keys of the secrets that are rotated. */
  readonly keys: readonly string[];

  constructor(name: string, args: SecretRotationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:SecretRotation", name, {}, opts);
    const { context, workload, secretArns } = args;
    const { accountId, environment } = context.settings;
    const rotated = Object.entries(workload.secrets).flatMap(([key, { rotation }]) => {
      const arn = secretArns[key];
      return rotation && arn ? [{ key, arn, ...rotation }] : [];
    });
    const parent = { parent: this };

    const policies = new Map(
      [...new Set(rotated.map(({ by }) => by))].map((by) => {
        const keys = rotated.filter((each) => each.by === by).map(({ key }) => key);
        const policy = new aws.iam.RolePolicy(
          `${name}-${by}`,
          {
            name: context.name("aws:iam/rolePolicy:RolePolicy", "rotation"),
            role: workloadNames({ service: by, environment }).functionRole,
            policy: policyText(rotationStatements(context, keys)),
          },
          parent,
        );
        return [by, policy] as const;
      }),
    );
    for (const { key, arn, every, by } of rotated) {
      const fn = workloadNames({ service: by, environment }).function;
      const permission = new aws.lambda.Permission(
        `${name}-${key}`,
        {
          statementId: shorten(fullName(context, `rotation-${key}`), STATEMENT_MAX),
          action: "lambda:InvokeFunction",
          function: fn,
          qualifier: LIVE,
          principal: "secretsmanager.amazonaws.com",
          sourceAccount: accountId,
          sourceArn: arn,
        },
        parent,
      );
      const policy = policies.get(by);
      new aws.secretsmanager.SecretRotation(
        `${name}-${key}`,
        {
          secretId: arn,
          rotationLambdaArn: platformArns(context).regional("lambda", `function:${fn}:${LIVE}`),
          rotationRules: { automaticallyAfterDays: every / DAY },
          rotateImmediately: false,
        },
        { ...parent, dependsOn: [permission, ...(policy ? [policy] : [])] },
      );
    }

    this.keys = rotated.map(({ key }) => key);
    this.registerOutputs({ keys: this.keys });
  }
}

/**
 * What a rotation takes of Secrets Manager. Source: AWS Secrets Manager user guide, "Lambda rotation
 * function execution role permissions".
 */
function rotationStatements(context: Context, keys: readonly string[]): Statement[] {
  const arns = platformArns(context);
  const alias = platformKeyAlias(context.environment, "config");
  return [
    allow(
      "Rotation",
      "secretsmanager",
      ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"],
      // Secrets Manager ends a secret's ARN in a dash and six characters of its own.
      keys.map((key) =>
        arns.regional("secretsmanager", `secret:${context.secretPath(key)}-??????`),
      ),
    ),
    // AWS takes no resource for it.
    allow("Passwords", "secretsmanager", ["GetRandomPassword"], "*"),
    allow(
      "RotationKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      arns.keys,
      onlyKeys(context, [alias], ["secretsmanager"]),
    ),
  ];
}
