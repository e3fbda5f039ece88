import { expect } from "chai";
import { MANAGEABLE } from "../../../infra/catalog/manageable";
import type { Environment } from "../../../infra/environments";
import { workload as api } from "../../fixtures/catalog/api-adapter";
import { workload as digest } from "../../fixtures/catalog/audit-digest";
import { workload as queue } from "../../fixtures/catalog/audit-queue";
import { workload as core } from "../../fixtures/catalog/core";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";
import { granted, named, names } from "./granted";

describe("deliveryPermissions, by what they reach", () => {
  it("[§15] lets prod alone read what stg has tested", () => {
    const tested = (environment: Environment) =>
      granted(ingest, environment).filter(({ Sid }) => Sid.startsWith("Tested"));
    expect(tested("dev")).to.deep.equal([]);
    expect(tested("stg")).to.deep.equal([]);
    expect(tested("prod").map(({ Resource }) => Resource)).to.deep.equal([
      ["arn:aws:s3:::nc-platform-stg-artifacts-222222222222/ingest-worker/*"],
      "arn:aws:s3:::nc-platform-stg-artifacts-222222222222",
      "arn:aws:kms:ca-central-1:222222222222:key/*",
      "arn:aws:ecr:ca-central-1:222222222222:repository/nc-ingest-worker-stg-image",
    ]);
    expect(named(granted(ingest, "prod"), "TestedArtifactKey")?.Condition).to.deep.equal({
      StringEquals: { "kms:ViaService": ["s3.ca-central-1.amazonaws.com"] },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/nc-platform-stg-artifacts"] },
    });
    expect(names(granted(api, "prod"))).not.to.include("TestedImage");
  });

  it("gives a function that consumes a queue the queue's depth", () => {
    const consumes = { visibility: "5 minutes" };
    expect(named(granted(api, "dev", { consumes }), "QueueDepth")).to.deep.equal({
      Sid: "QueueDepth",
      Effect: "Allow",
      Action: ["sqs:GetQueueAttributes"],
      Resource: [
        "arn:aws:sqs:ca-central-1:111111111111:nc-api-adapter-dev-queue",
        "arn:aws:sqs:ca-central-1:111111111111:nc-api-adapter-dev-dead-letters",
      ],
    });
  });

  it("[§13] lets every kind say when it deployed, and publish no other metric", () => {
    for (const entry of [ingest, api, queue, digest, core]) {
      expect(named(granted(entry, "prod"), "Deployments")).to.deep.equal({
        Sid: "Deployments",
        Effect: "Allow",
        Action: ["cloudwatch:PutMetricData"],
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": "NC/Delivery" } },
      });
    }
  });

  it("lets the first release of a job that is a function run it by its alias alone", () => {
    const asFunction = { runs: { as: "function" }, slo: { finishesWithin: "5 minutes" } };
    expect(named(granted(digest, "dev", asFunction), "FirstRun")).to.deep.equal({
      Sid: "FirstRun",
      Effect: "Allow",
      Action: ["lambda:InvokeFunction"],
      Resource:
        "arn:aws:lambda:ca-central-1:111111111111:function:nc-audit-digest-dev-function:live",
    });
  });

  it("[§7.3] opens the seal of its own schedule, and of no other", () => {
    const key = {
      Sid: "ScheduleKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "arn:aws:kms:ca-central-1:222222222222:key/*",
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/nc-platform-stg-messaging"] },
        StringEquals: {
          "kms:ViaService": ["scheduler.ca-central-1.amazonaws.com"],
          "kms:EncryptionContext:aws:scheduler:schedule:arn":
            "arn:aws:scheduler:ca-central-1:222222222222:schedule/" +
            "nc-audit-digest-stg-schedule/nc-audit-digest-stg-schedule",
        },
      },
    };
    expect(named(granted(digest, "stg"), "ScheduleKey")).to.deep.equal(key);
  });

  it("[§2] lets a repository publish the wheel of its own name", () => {
    expect(named(granted(queue, "stg"), "Wheel")).to.deep.equal({
      Sid: "Wheel",
      Effect: "Allow",
      Action: ["codeartifact:ListPackageVersionAssets", "codeartifact:PublishPackageVersion"],
      Resource:
        "arn:aws:codeartifact:us-east-1:222222222222:package/nc-platform-stg-wheels/nc-platform-stg-wheels/pypi//audit-queue",
    });
    // A build of main, which dev gets, is in no index.
    expect(named(granted(queue, "dev"), "Wheel")).to.equal(undefined);
  });

  it("[§6] lets Terraform manage only what it says, by its own names", () => {
    const all = granted(core, "dev", { manages: [...MANAGEABLE] });
    const resources = all
      .filter(({ Sid }) => Sid.startsWith("Manage"))
      .map(({ Resource }) => Resource);
    const at = (service: string, rest: string) =>
      `arn:aws:${service}:ca-central-1:111111111111:${rest}`;
    expect(resources).to.deep.equal([
      at("dynamodb", "table/nc-core-dev-*"),
      at("events", "rule/nc-core-dev-*"),
      at("logs", "log-group:/nc/dev/core/logs/*"),
      "arn:aws:s3:::nc-core-dev-*",
      at("sns", "nc-core-dev-*"),
      at("sqs", "nc-core-dev-*"),
      at("ssm", "parameter/nc/dev/core/config/*"),
    ]);
    expect(named(all, "TableKey")?.Condition).to.deep.equal({
      StringEquals: { "kms:ViaService": ["dynamodb.ca-central-1.amazonaws.com"] },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/nc-platform-dev-state"] },
      Bool: { "kms:GrantIsForAWSResource": "true" },
    });
  });
});
