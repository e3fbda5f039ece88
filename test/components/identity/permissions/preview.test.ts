import { expect } from "chai";
import { previewPermissions } from "../../../../components/identity/permissions/preview";
import { contextIn } from "../../../support/contexts";

const CONFIG = "arn:aws:ssm:ca-central-1:333333333333:parameter/nc/prod/*/config/*";
const STATE = "arn:aws:s3:::nc-platform-prod-pulumi-333333333333/*";
const KEY = { "kms:ResourceAliases": ["alias/nc-platform-prod-pulumi"] };
const API = "arn:aws:apigateway:ca-central-1::";

describe("what a preview may do", () => {
  const [shape, ...statements] = previewPermissions(contextIn("prod"));

  it("is to read the shape of everything", () => {
    expect(shape).to.deep.include({ Sid: "Shape", Effect: "Allow", Resource: "*" });
  });

  it("is to read config and the state besides, and no data whoever allows it", () => {
    expect(statements).to.deep.equal([
      {
        Sid: "Config",
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters"],
        Resource: CONFIG,
      },
      { Sid: "PulumiState", Effect: "Allow", Action: ["s3:GetObject"], Resource: STATE },
      {
        Sid: "PulumiKey",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: "arn:aws:kms:ca-central-1:333333333333:key/*",
        Condition: { "ForAnyValue:StringEquals": KEY },
      },
      {
        // Actions that return contents, of those that the Service Authorization Reference has as Read.
        Sid: "NoData",
        Effect: "Deny",
        Action: [
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
        Resource: "*",
      },
      {
        Sid: "NoOtherObjects",
        Effect: "Deny",
        Action: ["s3:GetObject*"],
        NotResource: [STATE],
      },
      {
        Sid: "NoOtherParameters",
        Effect: "Deny",
        Action: ["ssm:GetParameter*"],
        NotResource: [CONFIG],
      },
      {
        Sid: "NoOtherKeys",
        Effect: "Deny",
        Action: ["kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
        // Of a key without an alias too: the condition is true where the request has no such value.
        Condition: { "ForAllValues:StringNotEquals": KEY },
      },
      {
        Sid: "NoApiKeys",
        Effect: "Deny",
        Action: ["apigateway:GET"],
        Resource: [`${API}/apikeys`, `${API}/apikeys/*`, `${API}/usageplans/*/keys*`],
      },
    ]);
  });
});
