import { expect } from "chai";
import type { InvocationResult } from "../../sandbox/api/world";
import type { Manifest } from "../delivery/decisions/release/fixture";
import { hooked, reportOf } from "./support/hooked";
import {
  COMMAND,
  FUNCTION_MIGRATES,
  HARMLESS,
  putFunctionPromotion,
  UNGUARDED,
} from "./support/migrating";
import { PlatformWorld } from "./support/platform-world";

const FUNCTION = "nc-api-adapter-dev-function";
const SMOKE_TEST = "nc-platform-dev-smoke-test";
describe("run-migrations of a function's release", () => {
  let here: PlatformWorld;
  /** What the version was called with, and the smoke test. */
  let calls: {
    readonly functionName: string;
    readonly version: string;
    readonly payload: unknown;
  }[];
  let answer: InvocationResult;
  beforeEach(async () => {
    calls = [];
    answer = { returned: null };
    here = await PlatformWorld.start({
      wrap: (run) => async (invocation) => {
        const { functionName, version, payload } = invocation;
        if (functionName === SMOKE_TEST) calls.push({ functionName, version, payload });
        if (functionName !== FUNCTION || Object(payload).migrate === undefined) {
          return run(invocation);
        }
        calls.push({ functionName, version, payload });
        return answer;
      },
      change: FUNCTION_MIGRATES,
    });
  });
  afterEach(() => here.stop());

  const promote = (migrations: Manifest["migrations"]) => putFunctionPromotion(here, migrations);
  const call = () => here.call("run-migrations", hooked(here, "Lambda"));
  const migrated = () => calls.filter(({ functionName }) => functionName === FUNCTION);

  it("[§8] calls the new version once, and then the smoke test, which reports", async () => {
    await promote(HARMLESS);
    await call();
    const migrate = { command: COMMAND, deployment: "d-HOOKED123", release: "v1.4.0" };
    expect(calls).to.deep.equal([
      { functionName: FUNCTION, version: "1", payload: { migrate } },
      {
        functionName: SMOKE_TEST,
        // CodeDeploy, too, calls a hook by its name alone.
        version: "$LATEST",
        payload: {
          DeploymentId: "d-HOOKED123",
          LifecycleEventHookExecutionId: "11111111-2222-4333-8444-555555555555",
        },
      },
    ]);
    expect(reportOf(here)).to.equal("Succeeded");
    await call();
    expect(migrated()).to.have.length(1);
  });

  it("[§8] reports Failed with what the version has said, and tests nothing", async () => {
    await promote(HARMLESS);
    answer = { error: { type: "Error", message: "the lock was not had" } };
    expect(JSON.stringify(await call())).to.contain("the lock was not had");
    expect(reportOf(here)).to.equal("Failed");
    await call();
    expect(calls).to.have.length(1);
  });

  it("[§8] calls nothing that no flag guards", async () => {
    await promote(UNGUARDED);
    expect(JSON.stringify(await call())).to.contain("migrations.flag is missing");
    expect(reportOf(here)).to.equal("Failed");
    expect(calls).to.deep.equal([]);
  });

  it("[§8] calls nothing where no release is being promoted", async () => {
    await call();
    expect([reportOf(here), calls.length]).to.deep.equal(["Failed", 0]);
  });

  it("[§8] reports Failed where nobody knows how the version has ended", async () => {
    await promote(HARMLESS);
    const operation = "lambda:Invoke";
    here.world.faults.push({ fault: "server-error", operation, times: 1, afterwards: true });
    await call();
    expect(migrated()).to.have.length(1);
    expect(reportOf(here)).to.equal("Failed");
  });

  it("[§8] does not call a version again that was called before, and ends the wait by the clock", async () => {
    await promote(HARMLESS);
    // The answer is lost, and so is the report of that: as where the function is killed.
    const report = "codedeploy:PutLifecycleEventHookExecutionStatus";
    here.world.faults.push(
      { fault: "server-error", operation: "lambda:Invoke", times: 1, afterwards: true },
      { fault: "throttling", operation: report, times: 9, afterwards: false },
    );
    await call();
    here.world.faults.splice(0);
    expect(JSON.stringify(await call())).to.contain("was called before");
    expect([migrated().length, reportOf(here)]).to.deep.equal([1, undefined]);
    await here.pass(41);
    expect([migrated().length, reportOf(here)]).to.deep.equal([1, "Failed"]);
  });
});
