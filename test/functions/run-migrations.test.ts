import { S3 } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { parseRelease, releaseId, releaseText } from "../../delivery/decisions/release/release";
import { parseEvent } from "../../delivery/ledger/events";
import { TASK_RUNS } from "../../sandbox/api/simulation/ecs/tasks";
import { type Manifest, manifest } from "../delivery/decisions/release/fixture";
import { hooked, reportOf } from "./support/hooked";
import { PlatformWorld, START } from "./support/platform-world";
import { putRunningService } from "./support/running-service";

const BUCKET = "nc-platform-dev-artifacts-111111111111";
const REVISION =
  "arn:aws:ecs:ca-central-1:111111111111:task-definition/nc-ingest-worker-dev-task:2";
const APP_SPEC = JSON.stringify({
  version: 0,
  Resources: [
    { TargetService: { Type: "AWS::ECS::Service", Properties: { TaskDefinition: REVISION } } },
  ],
});
const HARMLESS = {
  files: [{ path: "migrations/0001-a.sql", sha256: "0".repeat(64) }],
  report: { destructive: [], blocking: [] },
  approvedBy: [],
};
const DROPS = { file: "migrations/0001-a.sql", line: 1, finding: "drops the table events" };

describe("run-migrations", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    putRunningService(here);
  });
  afterEach(() => here.stop());

  /** Stores the manifest of a release, and says in the ledger that it is being promoted. */
  const promote = async (migrations: Manifest["migrations"]) => {
    const release = parseRelease(manifest({ workload: "ingest-worker", migrations }));
    const s3 = new S3({ ...here.administrator, forcePathStyle: true });
    const Key = `ingest-worker/manifest/${release.version}/release.json`;
    await s3.putObject({ Bucket: BUCKET, Key, Body: releaseText(release) });
    s3.destroy();
    const common = {
      at: START.toISOString(),
      environment: "dev",
      app: "Neurocipher",
      workload: "ingest-worker",
      writer: "a test",
      release: releaseId(release),
    };
    const { version, commit, taggedAt } = release;
    await here.ledger.record(
      parseEvent({ ...common, type: "release-made", version, commit, taggedAt }),
    );
    await here.ledger.record(
      parseEvent({ ...common, type: "promotion-phase", promotion: "p-1", phase: "migrating" }),
    );
  };
  const call = () => here.call("run-migrations", hooked(here, "ECS", { appSpec: APP_SPEC }));
  const tasks = () => TASK_RUNS.list(here.account.cloud).map(({ state }) => state);
  const ended = (exitCode: number) => {
    const [task] = tasks();
    return here.call("run-migrations", {
      source: "aws.ecs",
      "detail-type": "ECS Task State Change",
      detail: {
        taskArn: task?.arn,
        lastStatus: "STOPPED",
        startedBy: task?.startedBy,
        containers: [{ name: "ingest-worker", exitCode }],
      },
    });
  };

  it("[§8] starts one task of the new revision, and reports once it has ended", async () => {
    await promote(HARMLESS);
    await call();
    await call();
    expect(tasks().map(({ taskDefinitionArn }) => taskDefinitionArn)).to.deep.equal([REVISION]);
    expect(tasks()[0]?.startedBy).to.equal("nc/migrates/d-HOOKED123");
    expect(reportOf(here)).to.equal(undefined);
    await ended(0);
    expect(reportOf(here)).to.equal("Succeeded");
    await ended(0);
    expect(reportOf(here)).to.equal("Succeeded");
  });

  it("[§8] reports Failed where the migrations fail", async () => {
    await promote(HARMLESS);
    await call();
    await ended(1);
    expect(reportOf(here)).to.equal("Failed");
  });

  it("[§8] starts nothing that no owner has approved", async () => {
    await promote({ ...HARMLESS, report: { destructive: [DROPS], blocking: [] } });
    expect(JSON.stringify(await call())).to.contain("migrations.approvedBy is []");
    expect(reportOf(here)).to.equal("Failed");
    expect(tasks()).to.deep.equal([]);
  });

  it("[§8] starts nothing where no release is being promoted", async () => {
    await call();
    expect(reportOf(here)).to.equal("Failed");
    expect(tasks()).to.deep.equal([]);
  });

  // Its writes before the task has ended, in their order.
  for (const operation of ["dynamodb:PutItem", "ecs:RunTask"]) {
    it(`[§8] migrates once where ${operation} was carried out and its answer lost`, async () => {
      await promote(HARMLESS);
      here.world.faults.push({ fault: "server-error", operation, times: 1, afterwards: true });
      await call();
      await call();
      expect(tasks()).to.have.length(1);
      await ended(0);
      expect(reportOf(here)).to.equal("Succeeded");
    });
  }

  it("[§8] is called again where its report is not taken", async () => {
    await promote(HARMLESS);
    await call();
    const operation = "codedeploy:PutLifecycleEventHookExecutionStatus";
    here.world.faults.push({ fault: "throttling", operation, times: 9, afterwards: false });
    expect(await ended(0)).to.have.property("error");
    here.world.faults.splice(0);
    await ended(0);
    expect(reportOf(here)).to.equal("Succeeded");
  });
});
