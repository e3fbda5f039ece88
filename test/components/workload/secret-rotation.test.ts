import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { SecretRotation } from "../../../components/workload/secret-rotation";
import { contextIn, INGEST } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, type RecordedResource, record } from "../../support/record";

const PERMISSION = "aws:lambda/permission:Permission";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const ALIAS = "arn:aws:lambda:ca-central-1:222222222222:function:nc-rotator-stg-function:live";

const context = contextIn("stg", INGEST);
const by = (days: number, name: string) => ({ rotation: { every: days * 86_400, by: name } });
const arnOf = (key: string) =>
  `arn:aws:secretsmanager:ca-central-1:222222222222:secret:${context.secretPath(key)}-abcdef`;

/** What is made for a workload with these secrets. */
async function made(secrets: Record<string, object>) {
  const { optionsOf, opts } = recordOptions();
  const keys = Object.keys(secrets);
  const secretArns = Object.fromEntries(keys.map((key) => [key, pulumi.output(arnOf(key))]));
  const all = await record(
    () =>
      new SecretRotation("ingest-rotation", { context, workload: { secrets }, secretArns }, opts),
  );
  return { all, options: optionsOf };
}

describe("SecretRotation", () => {
  it("[§9] rotates a secret as often as the catalog says, by the function's alias", async () => {
    const { all, options } = await made({ "database-url": by(30, "rotator") });

    expect(only(all, ROTATION).inputs).to.deep.equal({
      secretId: arnOf("database-url"),
      rotationLambdaArn: ALIAS,
      rotationRules: { automaticallyAfterDays: 30 },
      rotateImmediately: false,
    });
    expect(options.get(ROTATION)?.dependsOn).to.have.lengthOf(2);
  });

  it("[§9] lets Secrets Manager call the alias, for this account and this secret alone", async () => {
    const { all } = await made({ "database-url": by(30, "rotator") });

    expect(only(all, PERMISSION).inputs).to.deep.equal({
      statementId: "nc-ingest-worker-stg-rotation-database-url",
      action: "lambda:InvokeFunction",
      function: "nc-rotator-stg-function",
      qualifier: "live",
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: "222222222222",
      sourceArn: arnOf("database-url"),
    });
  });

  it("keeps a long key within what Lambda takes as the id of a statement", async () => {
    const { all } = await made({ [`a-${"long-".repeat(20)}key`]: by(1, "rotator") });

    expect(only(all, PERMISSION).inputs.statementId).to.match(/^[\w-]{100}$/);
  });

  it("[§9] lets each function change exactly the secrets that it rotates", async () => {
    const { all } = await made({
      "database-url": by(30, "rotator"),
      "api-token": by(7, "rotator"),
      "signing-key": by(90, "key-rotator"),
      "never-rotated": {},
    });
    const policies = all.filter(({ type }) => type === POLICY);

    expect(policies.map(({ inputs: { name, role } }) => [name, role])).to.deep.equal([
      ["nc-ingest-worker-stg-rotation", "nc-rotator-stg-function"],
      ["nc-ingest-worker-stg-rotation", "nc-key-rotator-stg-function"],
    ]);
    expect(statementsOf(all, "ingest-rotation-rotator")).to.deep.equal([
      {
        Sid: "Rotation",
        Effect: "Allow",
        Action: [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        Resource: ["database-url", "api-token"].map(
          (key) =>
            "arn:aws:secretsmanager:ca-central-1:222222222222:secret:" +
            `/nc/stg/ingest-worker/secret/${key}-??????`,
        ),
      },
      {
        Sid: "Passwords",
        Effect: "Allow",
        Action: ["secretsmanager:GetRandomPassword"],
        Resource: "*",
      },
      {
        Sid: "RotationKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "arn:aws:kms:ca-central-1:222222222222:key/*",
        Condition: {
          StringEquals: { "kms:ViaService": ["secretsmanager.ca-central-1.amazonaws.com"] },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/nc-platform-stg-config"] },
        },
      },
    ]);
  });

  it("[§9] leaves a secret alone that the catalog does not have rotated", async () => {
    const { all } = await made({ "database-url": {} });

    expect(all.map(({ type }) => type)).to.deep.equal(["nc:workload:SecretRotation"]);
  });
});

function statementsOf(all: readonly RecordedResource[], name: string): unknown {
  return JSON.parse(only(all, POLICY, name).inputs.policy).Statement;
}
