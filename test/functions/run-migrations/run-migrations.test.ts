import { expect } from "chai";
import { DEPLOYMENTS } from "../../../sandbox/api/simulation/codedeploy/deployment";
import { TASK_RUNS } from "../../../sandbox/api/simulation/ecs/tasks";
import { customValue } from "../../../sandbox/api/simulation/traffic/custom-metrics";
import type { Manifest } from "../../delivery/decisions/release/fixture";
import { hooked, reportOf } from "../support/hooked";
import {
  APP_SPEC,
  HARMLESS,
  letMigrationsHang,
  REVISION,
  UNGUARDED,
  WAITING,
} from "../support/migrating";
import { PlatformWorld, START } from "../support/platform-world";
import { putPromotion } from "../support/promoting";
import { putRunningService } from "../support/running-service";

describe("run-migrations", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    putRunningService(here);
  });
  afterEach(() => here.stop());

  const promote = (migrations: Manifest["migrations"]) =>
    putPromotion(here, { workload: "ingest-worker", migrations }, "migrating");
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

  it("[§8] starts nothing that no flag guards", async () => {
    await promote(UNGUARDED);
    expect(JSON.stringify(await call())).to.contain("migrations.flag is missing");
    expect(reportOf(here)).to.equal("Failed");
    expect(tasks()).to.deep.equal([]);
  });

  it("[§8] starts nothing where no release is being promoted", async () => {
    await call();
    expect(reportOf(here)).to.equal("Failed");
    expect(tasks()).to.deep.equal([]);
  });

  // Its writes before the task has ended, in their order.
  for (const operation of ["dynamodb:UpdateItem", "ecs:RunTask"]) {
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

  describe("where nobody tells how they ended", () => {
    /** Turns the rule off that tells: its events are lost. */
    const loseEvents = () => {
      const rule = here.account.cloud
        .list("aws:cloudwatch/eventRule:EventRule")
        .find(({ state }) => state.name === "nc-platform-dev-migrations-ended");
      if (!rule) throw new Error("the rule is there");
      here.account.cloud.patch(rule, (state) => ({ ...state, state: "DISABLED" }));
    };
    /** A deployment that goes on, or ends, with what its hook reports. */
    const wait = () => {
      return here.call("run-migrations", hooked(here, "ECS", WAITING));
    };
    const status = () => DEPLOYMENTS.get(here.account.cloud, "d-HOOKED123")?.status;
    const age = (from: number, to: number) =>
      customValue(
        here.account,
        {
          namespace: "NC/Migrations",
          metricName: "OldestMinutes",
          dimensions: { Environment: "dev" },
          stat: "Maximum",
        },
        new Date(START.getTime() + from * 60_000),
        new Date(START.getTime() + to * 60_000),
      );

    it("[§8] finds the end whose event was lost", async () => {
      await promote(HARMLESS);
      loseEvents();
      await wait();
      await here.pass(4);
      expect(tasks()[0]?.lastStatus).to.equal("STOPPED");
      expect(status()).to.equal("InProgress");
      await here.pass(2);
      expect(status()).to.equal("Succeeded");
      await here.pass(5);
      expect(age(9, 11)).to.equal(0);
    });

    it("[§8] stops a task that does not end, and reports Failed before CodeDeploy's hour has passed", async () => {
      await promote(HARMLESS);
      letMigrationsHang(here);
      await wait();
      await here.pass(39);
      expect([tasks()[0]?.lastStatus, status()]).to.deep.equal(["RUNNING", "InProgress"]);
      expect(age(30, 39)).to.equal(35);
      await here.pass(2);
      expect(tasks()[0]).to.include({ lastStatus: "STOPPED", stopCode: "UserInitiated" });
      expect(status()).to.equal("Failed");
      expect(age(39, 41)).to.equal(40);
      await here.pass(10);
      expect(age(45, 51)).to.equal(0);
      expect(here.queued("run-migrations-failed-events")).to.deep.equal([]);
    });

    it("[§8] reports Failed where ECS starts no task, and waits for none", async () => {
      await promote(HARMLESS);
      const fault = { fault: "server-error", operation: "ecs:RunTask", times: 99 } as const;
      here.world.faults.push({ ...fault, afterwards: false });
      await wait();
      here.world.faults.splice(0);
      await here.pass(1);
      expect(status()).to.equal("Failed");
      expect(tasks()).to.deep.equal([]);
      await here.pass(40);
      expect(age(5, 41)).to.equal(0);
    });

    for (const operation of [
      "dynamodb:GetItem",
      "dynamodb:UpdateItem",
      "ecs:DescribeTasks",
      "codedeploy:PutLifecycleEventHookExecutionStatus",
      "monitoring:PutMetricData",
    ]) {
      it(`[§8] looks again where ${operation} fails`, async () => {
        await promote(HARMLESS);
        loseEvents();
        await wait();
        await here.pass(4);
        here.world.faults.push({ fault: "throttling", operation, times: 99, afterwards: false });
        await here.pass(1);
        here.world.faults.splice(0);
        await here.pass(5);
        expect(status()).to.equal("Succeeded");
      });
    }
  });
});
