import type { Context } from "../../../infra/context";
import { platformNames } from "../../../infra/naming/platform-names";
import { platformArns } from "../arns";
import { allow, deny, type Statement } from "../statement";
import { METADATA_READS } from "./metadata-reads";

/**
 * What a preview reads. A pull request's code runs with it, so everything that holds data is
 * refused outright, however a managed policy or a resource's own policy may change.
 *
 * Of objects it reads Pulumi's state alone, which holds no secret values, and of keys it uses
 * that one. `lambda:GetFunction` answers with a link to the code, so a refresh is not for it.
 */
export function previewPermissions(context: Context): Statement[] {
  const { environment, settings } = context;
  const { keys, pulumiBucket, regional } = platformArns(context);
  const { pulumiKey } = platformNames(settings);
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
      ],
      "*",
    ),
    {
      Sid: "NoOtherObjects",
      Effect: "Deny",
      Action: ["s3:GetObject*"],
      NotResource: [`${pulumiBucket}/*`],
    },
    {
      Sid: "NoOtherParameters",
      Effect: "Deny",
      Action: ["ssm:GetParameter*"],
      NotResource: [config],
    },
    deny("NoOtherKeys", ["kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"], "*", {
      "ForAllValues:StringNotEquals": { "kms:ResourceAliases": [pulumiKey] },
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
