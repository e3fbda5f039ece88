import type { Context } from "../../../infra/context";
import { platformNames } from "../../../infra/naming/platform-names";
import { platformArns } from "../arns";
import { allow, deny, type Statement } from "../statement";
import { METADATA_READS } from "./metadata-reads";

/**
 * The permissions of the preview role. The code of a pull request runs with them, so reading data is
 * denied outright, whatever a managed policy or a resource policy may allow.
 *
 * The only objects that the role reads are Pulumi's state, which holds no secret values, and the only
 * key that it uses is the state's. `lambda:GetFunction` returns a link to the code and is denied, so
 * the role cannot run a refresh.
 */
export function previewPermissions(context: Context): Statement[] {
  return readPermissions(context, { reads: [], objects: [] });
}

/** What a role reads beside the configuration of resources and Pulumi's state. */
export interface FurtherReads {
  /** Actions that are else denied. */
  readonly reads: readonly string[];
  /** ARNs of further objects. */
  readonly objects: readonly string[];
  /** Aliases of the keys that encrypt those. @default - none */
  readonly objectKeys?: readonly string[];
}

/** Reads the configuration of every resource, and Pulumi's state; data is denied outright. */
export function readPermissions(context: Context, further: FurtherReads): Statement[] {
  const { environment, settings } = context;
  const { keys, pulumiBucket, regional } = platformArns(context);
  const { pulumiKey } = platformNames(settings);
  const objects = [`${pulumiBucket}/*`, ...further.objects];
  const aliases = [pulumiKey, ...(further.objectKeys ?? [])];
  const config = regional("ssm", `parameter/nc/${environment}/*/config/*`);
  return [
    { Sid: "Shape", Effect: "Allow", Action: METADATA_READS, Resource: "*" },
    allow("Config", "ssm", ["GetParameter", "GetParameters"], config),
    allow("PulumiState", "s3", ["GetObject"], `${pulumiBucket}/*`),
    allow("PulumiKey", "kms", ["Decrypt"], keys, {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": [pulumiKey] },
    }),
    deny(
      "NoData",
      [
        "appconfig:GetConfiguration",
        "appconfig:GetHostedConfigurationVersion",
        "appconfig:GetLatestConfiguration",
        "codeartifact:GetAuthorizationToken",
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:GetRecords",
        "dynamodb:PartiQL*",
        "dynamodb:Query",
        "dynamodb:Scan",
        "ec2:GetConsole*",
        "ec2:GetPasswordData",
        "ecr:BatchGetImage",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
        "lambda:GetFunction",
        "lambda:GetLayerVersion",
        "lambda:Invoke*",
        "logs:FilterLogEvents",
        "logs:GetLog*",
        "logs:GetQueryResults",
        "logs:StartLiveTail",
        "logs:StartQuery",
        "secretsmanager:BatchGetSecretValue",
        "secretsmanager:GetSecretValue",
        "sqs:ReceiveMessage",
        "sts:AssumeRole",
      ].filter((action) => !further.reads.includes(action)),
      "*",
    ),
    {
      Sid: "NoOtherObjects",
      Effect: "Deny",
      Action: ["s3:GetObject*"],
      NotResource: objects,
    },
    {
      Sid: "NoOtherParameters",
      Effect: "Deny",
      Action: ["ssm:GetParameter*"],
      NotResource: [config],
    },
    deny("NoOtherKeys", ["kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"], "*", {
      "ForAllValues:StringNotEquals": { "kms:ResourceAliases": aliases },
    }),
    deny(
      "NoApiKeys",
      ["apigateway:GET"],
      [
        `arn:aws:apigateway:${settings.region}::/apikeys`,
        `arn:aws:apigateway:${settings.region}::/apikeys/*`,
        `arn:aws:apigateway:${settings.region}::/usageplans/*/keys*`,
      ],
    ),
  ];
}
