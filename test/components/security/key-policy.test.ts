import { expect } from "chai";
import {
  KEY_PURPOSES,
  type KeyPurpose,
  keyPolicy,
  REPLICATED_PURPOSES,
  replicaPolicy,
} from "../../../components/security/key-policy";
import type { KeyStatement } from "../../../components/security/key-statement";
import { contextIn } from "../../support/contexts";

const STG = "222222222222";
const PROD = "333333333333";
const TRAIL = `arn:aws:cloudtrail:ca-central-1:${STG}:trail/nc-platform-stg-audit-trail`;
const logGroups = ["/nc/stg/*"];
const artifactReaders = {
  accountId: PROD,
  roleArns: [`arn:aws:iam::${PROD}:role/nc-core-prod-gha-deploy-role`],
};

const ROOT = {
  Sid: "AccountThroughIam",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${STG}:root` },
  Action: "kms:*",
  Resource: "*",
};

function statements(purpose: KeyPurpose, use: object = {}): KeyStatement[] {
  const { Version, Statement } = JSON.parse(
    keyPolicy(purpose, contextIn("stg"), { logGroups, ...use }),
  );
  expect(Version).to.equal("2012-10-17");
  return Statement;
}

function service(Sid: string, name: string, Condition: object) {
  const Action = ["kms:Decrypt", "kms:GenerateDataKey*"];
  const Principal = { Service: `${name}.amazonaws.com` };
  return { Sid, Effect: "Allow", Principal, Action, Resource: "*", Condition };
}

function through(Sid: string, name: string, Action: string[], StringLike: object) {
  const via = { "kms:CallerAccount": STG, "kms:ViaService": `${name}.ca-central-1.amazonaws.com` };
  const Condition = { StringEquals: via, StringLike };
  return { Sid, Effect: "Allow", Principal: { AWS: "*" }, Action, Resource: "*", Condition };
}

function bucket(Sid: string, name: string) {
  const arns = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const seal = ["kms:Decrypt", "kms:GenerateDataKey*"];
  return through(Sid, "s3", seal, { "kms:EncryptionContext:aws:s3:arn": arns });
}

describe("the policy of a KMS key", () => {
  it("for logs: CloudWatch Logs of the region, for log groups of the environment", () => {
    expect(statements("logs", { logGroups: ["/nc/stg/*", "/aws/lambda/cwsyn-*"] })).to.deep.equal([
      ROOT,
      {
        Sid: "LogGroups",
        Effect: "Allow",
        Principal: { Service: "logs.ca-central-1.amazonaws.com" },
        Action: [
          "kms:Encrypt*",
          "kms:Decrypt*",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:Describe*",
        ],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [
              `arn:aws:logs:ca-central-1:${STG}:log-group:/nc/stg/*`,
              `arn:aws:logs:ca-central-1:${STG}:log-group:/aws/lambda/cwsyn-*`,
            ],
          },
        },
      },
    ]);
  });

  it("for messaging: alarms, rules, topics and buckets, towards this environment's own", () => {
    const account = { "aws:SourceAccount": STG };
    const queues = {
      "kms:EncryptionContext:aws:sqs:arn": `arn:aws:sqs:ca-central-1:${STG}:nc-*-stg-*`,
    };
    const topics = {
      "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:ca-central-1:${STG}:nc-*-stg-*`,
    };
    const alarms = { "aws:SourceArn": `arn:aws:cloudwatch:ca-central-1:${STG}:alarm:*` };

    expect(statements("messaging")).to.deep.equal([
      ROOT,
      service("AlarmsToTopics", "cloudwatch", { StringEquals: account, ArnLike: alarms }),
      service("RulesToTopics", "events", { ArnLike: topics }),
      service("RulesToQueues", "events", { ArnLike: queues }),
      service("TopicsToQueues", "sns", { ArnLike: queues }),
      service("BucketsToQueues", "s3", { StringEquals: account, ArnLike: queues }),
    ]);
  });

  it("[§9] for config: Secrets Manager and SSM, for paths of the environment", () => {
    const secret = `arn:aws:secretsmanager:ca-central-1:${STG}:secret:/nc/stg/*`;
    const parameter = `arn:aws:ssm:ca-central-1:${STG}:parameter/nc/stg/*`;
    const seal = ["kms:Decrypt", "kms:GenerateDataKey*"];

    expect(statements("config")).to.deep.equal([
      ROOT,
      through("Secrets", "secretsmanager", [...seal, "kms:Encrypt"], {
        "kms:EncryptionContext:SecretARN": [secret, "RequestToValidateKeyAccess"],
      }),
      through("Parameters", "ssm", [...seal, "kms:Encrypt"], {
        "kms:EncryptionContext:PARAMETER_ARN": parameter,
      }),
    ]);
  });

  it("[§6] for state: the state bucket and the lock table", () => {
    const actions = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:Encrypt", "kms:ReEncrypt*"];

    expect(statements("state")).to.deep.equal([
      ROOT,
      bucket("TerraformState", `nc-platform-stg-terraform-state-${STG}`),
      through("TerraformLocks", "dynamodb", actions, {
        "kms:EncryptionContext:aws:dynamodb:tableName": ["nc-platform-stg-terraform-locks"],
      }),
    ]);
  });

  it("for audit: the tables of deliveries, and this account's trail, under a policy that stays", () => {
    const actions = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:Encrypt", "kms:ReEncrypt*"];

    expect(statements("audit")).to.deep.equal([
      ROOT,
      through("DeliveryTables", "dynamodb", actions, {
        "kms:EncryptionContext:aws:dynamodb:tableName": [
          "nc-platform-stg-ledger",
          "nc-platform-stg-promotions",
          "nc-platform-stg-handled-events",
        ],
      }),
      {
        Sid: "Trail",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceArn": TRAIL },
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${STG}:trail/*`,
          },
        },
      },
      {
        Sid: "TrailKey",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": TRAIL } },
      },
      {
        Sid: "PolicyStays",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "kms:PutKeyPolicy",
        Resource: "*",
        Condition: {
          ArnLike: {
            "aws:PrincipalArn": ["nc-*-stg-*", "gha-deploy-role", "gha-preview-role"].map(
              (name) => `arn:aws:iam::${STG}:role/${name}`,
            ),
          },
        },
      },
    ]);
  });

  it("for artifacts: the artifact bucket, and nobody of another account", () => {
    expect(statements("artifacts")).to.deep.equal([
      ROOT,
      bucket("ArtifactBucket", `nc-platform-stg-artifacts-${STG}`),
    ]);
  });

  it("[§15] lets exactly the named roles of the other account read artifacts, through S3", () => {
    const [, , ...readers] = statements("artifacts", { artifactReaders });

    expect(readers).to.deep.equal([
      {
        Sid: "Promotion",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${PROD}:root` },
        Action: ["kms:Decrypt", "kms:DescribeKey"],
        Resource: "*",
        Condition: {
          StringEquals: {
            "aws:PrincipalArn": artifactReaders.roleArns,
            "kms:ViaService": "s3.ca-central-1.amazonaws.com",
          },
        },
      },
    ]);
  });

  for (const purpose of REPLICATED_PURPOSES) {
    it(`[§3] for ${purpose} in the DR region: the same, by that region's services and bucket`, () => {
      const use = { logGroups, artifactReaders };
      const here = keyPolicy(purpose, contextIn("stg"), use);

      expect(replicaPolicy(purpose, contextIn("stg"), use)).to.equal(
        here
          .replaceAll("ca-central-1", "us-east-1")
          .replaceAll(`nc-platform-stg-artifacts-${STG}`, `nc-platform-stg-artifacts-dr-${STG}`),
      );
    });
  }

  for (const purpose of KEY_PURPOSES) {
    it(`for ${purpose}: admits nobody without a condition but the account`, () => {
      const [root, ...others] = statements(purpose, { artifactReaders });

      expect(root).to.deep.equal(ROOT);
      for (const { Sid, Condition = {} } of others) {
        const tests = Object.values(Condition).flatMap((each) => Object.values(each).flat());
        const pinned = tests.some((value) => value.includes(STG) || value.includes(PROD));
        expect(pinned, `${Sid} names an account`).to.equal(true);
        expect(tests, Sid).to.not.include("*");
      }
    });

    it(`for ${purpose}: names the other account for the promotion alone`, () => {
      const foreign = statements(purpose, { artifactReaders }).filter((each) =>
        JSON.stringify(each).includes(PROD),
      );

      const allowed = purpose === "artifacts" ? ["Promotion"] : [];
      expect(foreign.map(({ Sid }) => Sid)).to.deep.equal(allowed);
    });
  }
});
