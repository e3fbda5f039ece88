import { expect } from "chai";
import { policyText, type Statement } from "../../../components/identity/statement";
import { deliveryPermissions } from "../../../components/workload/delivery-permissions";
import { MANAGEABLE } from "../../../infra/catalog/manageable";
import { parseWorkload } from "../../../infra/catalog/parse";
import type { WorkloadEntry } from "../../../infra/catalog/workload";
import { identityOf } from "../../../infra/catalog/workload";
import { contextOf } from "../../../infra/context";
import type { Environment } from "../../../infra/environments";
import { workload as api } from "../../fixtures/catalog/api-adapter";
import { workload as digest } from "../../fixtures/catalog/audit-digest";
import { workload as queue } from "../../fixtures/catalog/audit-queue";
import { workload as core } from "../../fixtures/catalog/core";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";
import { settingsOf } from "../../support/contexts";

const ARTIFACTS = ["Artifacts", "ArtifactList", "ArtifactKey"];
const IMAGE = ["Registry", "Image"];
const GATES = [
  ...["Deployments", "IncidentTags", "AlarmsAndIncidents"],
  "Reads",
  "Released",
  "Ledger",
  "Promotion",
  "DeliveryKey",
];
const TASK = ["TaskDefinition", "TaskDefinitionTags", "TaskDefinitionRead", "PassTaskRoles"];
const SERVICE = ["Service", "ServiceUpdate", "ServiceDeployment", "SuspendScaling", "Scaling"];
const CODE_DEPLOY = [
  "Revision",
  "Deployment",
  "RollbackPastAlarms",
  "DeploymentConfig",
  "RunningDeployment",
];
const WHEELS = ["WheelToken", "WheelBearer", "Wheels", "Wheel"];
const FLAGS = [
  "OwnFlags",
  "FlagDeployments",
  "FlagVersions",
  "FlagStrategies",
  "FlagList",
  "FlagKey",
];
const STATE = ["FindState", "KeepState", "LockInBucket", "FindLocks", "LockInTable", "UseStateKey"];
const SCHEDULE = ["Schedule", "PassScheduleRole", "ScheduleKey", "ScheduleKeyRead"];
const RUN = ["RunTask", "RunningTask"];

/** What a workload's role gets; `changes` overrides fields of its entry. */
function granted(
  entry: WorkloadEntry,
  environment: Environment = "dev",
  changes: object = {},
): Statement[] {
  const workload = parseWorkload({ ...entry, ...changes }, entry.name);
  return deliveryPermissions(contextOf(settingsOf(environment), identityOf(workload)), workload);
}

const names = (statements: readonly Statement[]) => statements.map(({ Sid }) => Sid);
const named = (statements: readonly Statement[], sid: string) =>
  statements.find(({ Sid }) => Sid === sid);

describe("deliveryPermissions", () => {
  // IAM User Guide, "IAM and AWS STS quotas": the inline policies of one role together, without blanks.
  for (const entry of [ingest, api, queue, digest, core]) {
    it(`of ${entry.name} are what the policies of one role hold: 10,240 characters`, () => {
      for (const environment of ["stg", "prod"] as const) {
        expect(policyText(granted(entry, environment)).length).to.be.at.most(10_240);
      }
    });
  }

  const kinds: Record<string, [WorkloadEntry, string[]]> = {
    service: [
      ingest,
      [
        ...ARTIFACTS,
        ...IMAGE,
        ...GATES,
        ...FLAGS,
        ...TASK,
        ...SERVICE,
        "LoadBalancer",
        "TargetGroups",
        ...CODE_DEPLOY,
      ],
    ],
    function: [api, [...ARTIFACTS, ...GATES, "Function", "VariablesKey", ...CODE_DEPLOY]],
    worker: [
      queue,
      [
        ...ARTIFACTS,
        ...IMAGE,
        ...WHEELS,
        ...GATES,
        ...TASK,
        ...SERVICE,
        "QueueDepth",
        "Intake",
        "IntakeKey",
      ],
    ],
    job: [digest, [...ARTIFACTS, ...IMAGE, ...GATES, ...TASK, ...RUN, ...SCHEDULE]],
    terraform: [
      core,
      [
        ...ARTIFACTS,
        ...GATES,
        ...STATE,
        "Manages3",
        "Managesqs",
        "Managessm",
        "Listssm",
        "ParameterKey",
      ],
    ],
  };
  for (const [kind, [entry, want]] of Object.entries(kinds)) {
    it(`gives a ${kind} what its delivery takes, and no more`, () => {
      expect(names(granted(entry))).to.deep.equal(want);
    });
  }

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

  it("gives a service that ECS itself rolls no CodeDeploy", () => {
    const sids = names(granted(ingest, "dev", { rollout: "ecs-native" }));
    expect(sids).to.include.members(SERVICE).and.not.to.include.members(CODE_DEPLOY);
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

  it("gives a worker that migrates a database its migration's run", () => {
    const migrations = { command: ["migrate"], secret: "warehouse-url" };
    expect(names(granted(queue, "dev", { migrations }))).to.include.members(RUN);
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

  it("gives a job that is a function its code, and no image", () => {
    const sids = names(
      granted(digest, "dev", { runs: { as: "function" }, slo: { finishesWithin: "5 minutes" } }),
    );
    expect(sids).to.deep.equal([
      ...ARTIFACTS,
      ...GATES,
      "Function",
      "VariablesKey",
      "FirstRun",
      ...SCHEDULE,
    ]);
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
      Action: ["codeartifact:PublishPackageVersion", "codeartifact:PutPackageMetadata"],
      Resource:
        "arn:aws:codeartifact:us-east-1:222222222222:package/nc-platform-stg-wheels/nc-platform-stg-wheels/pypi//audit-queue",
    });
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
