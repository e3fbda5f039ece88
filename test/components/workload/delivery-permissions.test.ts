import { expect } from "chai";
import { policyText } from "../../../components/identity/statement";
import type { WorkloadEntry } from "../../../infra/catalog/workload";
import { workload as api } from "../../fixtures/catalog/api-adapter";
import { workload as digest } from "../../fixtures/catalog/audit-digest";
import { workload as queue } from "../../fixtures/catalog/audit-queue";
import { workload as core } from "../../fixtures/catalog/core";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";
import { granted, names } from "./granted";

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
      [...ARTIFACTS, ...IMAGE, ...GATES, ...TASK, ...SERVICE, "QueueDepth", "Intake", "IntakeKey"],
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

  it("[§2] gives a workload with wheels their index in stg and prod: a build of main is in none", () => {
    for (const environment of ["stg", "prod"] as const) {
      expect(names(granted(queue, environment))).to.include.members(WHEELS);
    }
  });

  it("gives a service that ECS itself rolls no CodeDeploy", () => {
    const sids = names(granted(ingest, "dev", { rollout: "ecs-native" }));
    expect(sids).to.include.members(SERVICE).and.not.to.include.members(CODE_DEPLOY);
  });

  it("gives a worker that migrates a database its migration's run", () => {
    const migrations = { command: ["migrate"], secret: "warehouse-url" };
    expect(names(granted(queue, "dev", { migrations }))).to.include.members(RUN);
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
});
