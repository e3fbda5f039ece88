import { expect } from "chai";
import { fail, pass } from "../../../../delivery/decisions/verdict";
import { deploymentHook, type Judge } from "../../../../functions/support/hooks/deployment-hook";
import type { Fault } from "../../../../sandbox/api/fault";
import type { Deployment } from "../../../../sandbox/api/simulation/codedeploy/deployment";
import { contextOf } from "../../../../sandbox/functions/run-function";
import { hooked, reportOf } from "../hooked";
import { PlatformWorld } from "../platform-world";

type Report = Deployment["hookReport"];

const REPORT = "codedeploy:PutLifecycleEventHookExecutionStatus";
const WORKLOADS = [
  {
    name: "ingest-worker",
    app: "Neurocipher",
    owner: "ingest",
    repository: "neurocipher/ingest-worker",
  },
];

describe("a hook that a deployment waits for", () => {
  let here: PlatformWorld;
  before(async () => {
    here = await PlatformWorld.start();
  });
  after(() => here.stop());
  beforeEach(() => here.world.faults.splice(0));

  /** Calls a hook whose judge says `judge`. Answers what it has reported, and what it threw. */
  const called = async (
    judge: Judge,
    { remaining = 30_000, reported }: { remaining?: number; reported?: Report } = {},
  ) => {
    const { administrator: aws } = here;
    const handler = deploymentHook(
      {
        env: { ENVIRONMENT: "dev" },
        aws: { ...aws, maxAttempts: 1 },
        now: () => here.world.clock.now(),
        sleep: async () => {},
        quiet: true,
        file: () => JSON.stringify(WORKLOADS),
      },
      judge,
    );
    const context = contextOf("smoke-test", { arn: "", timeout: remaining / 1000 });
    const change = reported === undefined ? {} : { hookReport: reported };
    const thrown = await handler(hooked(here, "ECS", change), context).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    return { report: reportOf(here), thrown };
  };
  const fault = (operation: string, more: Partial<Fault> = {}): void => {
    here.world.faults.push({
      fault: "server-error",
      operation,
      times: 1,
      afterwards: false,
      ...more,
    });
  };

  it("[§7] reports what its judge says", async () => {
    expect(await called(async () => pass())).to.deep.equal({
      report: "Succeeded",
      thrown: undefined,
    });
    expect((await called(async () => fail("it is broken"))).report).to.equal("Failed");
  });

  it("[§7] reports Failed where its judge crashes, or takes too long", async () => {
    const crash = async () => {
      throw new Error("a bug");
    };
    expect(await called(crash)).to.deep.equal({ report: "Failed", thrown: undefined });
    const never = () => new Promise<never>(() => {});
    expect(await called(never, { remaining: 15_050 })).to.deep.equal({
      report: "Failed",
      thrown: undefined,
    });
  });

  for (const kind of ["throttling", "server-error"] as const) {
    it(`reports Failed where CodeDeploy does not say what it deploys: ${kind}`, async () => {
      fault("codedeploy:GetDeployment", { fault: kind });
      expect(await called(async () => pass())).to.deep.equal({
        report: "Failed",
        thrown: undefined,
      });
    });

    it(`[§7] fails where its report is not taken, so that it is called again: ${kind}`, async () => {
      fault(REPORT, { fault: kind });
      const { report, thrown } = await called(async () => pass());
      expect(report).to.equal(undefined);
      expect(thrown).to.be.a("string");
      expect((await called(async () => pass())).report).to.equal("Succeeded");
    });
  }

  it("[§7] has reported where the answer to its report was lost, and says so when it is called again", async () => {
    fault(REPORT, { afterwards: true });
    const { report, thrown } = await called(async () => pass());
    expect(report).to.equal("Succeeded");
    expect(thrown).to.be.a("string");
    const again = await called(async () => fail("what has changed since"), { reported: report });
    expect(again).to.deep.equal({ report: "Succeeded", thrown: undefined });
  });

  it("leaves a report that was made before as it is", async () => {
    const judged = await called(async () => {
      // Another call of the same hook reports meanwhile.
      hooked(here, "ECS", { hookReport: "Failed" });
      return pass();
    });
    expect(judged).to.deep.equal({ report: "Failed", thrown: undefined });
  });
});
