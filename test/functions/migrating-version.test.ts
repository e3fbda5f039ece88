import { expect } from "chai";
import type { InvocationResult } from "../../sandbox/api/world";
import type { Manifest } from "../delivery/decisions/release/fixture";
import { hooked, reportOf } from "./support/hooked";
import type { Change } from "./support/platform-account";
import { PlatformWorld } from "./support/platform-world";
import { putPromotion } from "./support/promoting";

const FUNCTION = "nc-api-adapter-dev-function";
const SMOKE_TEST = "nc-platform-dev-smoke-test";
const COMMAND = ["node", "migrate.js"];
const HARMLESS = {
  files: [{ path: "migrations/0001-a.sql", sha256: "0".repeat(64) }],
  report: { destructive: [], blocking: [] },
  approvedBy: [],
};
const DROPS = {
  file: "migrations/0001-a.sql",
  line: 1,
  finding: "drops the table events",
  unusedSince: "v1.3.0",
};

const migrating: Change = (catalog) =>
  catalog.map((each) =>
    each.kind === "function" && each.name === "api-adapter"
      ? { ...each, migrations: { command: COMMAND, secret: "db", changesShape: false } }
      : each,
  );

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
      change: migrating,
    });
  });
  afterEach(() => here.stop());

  /** Stores the manifest of a release, and says in the ledger that it is being promoted. */
  const promote = async (migrations: Manifest["migrations"]) => {
    const digest = `sha256:${"3".repeat(64)}`;
    const zip = {
      type: "zip" as const,
      key: "api-adapter/zip/release.zip",
      versionId: "1",
      sha256: "4".repeat(64),
      sbom: { digest, predicateType: "https://spdx.dev/Document" },
      provenance: { digest, predicateType: "https://slsa.dev/provenance/v1" },
    };
    const api = { workload: "api-adapter", kind: "function" as const };
    await putPromotion(here, { ...api, artifacts: [zip], migrations }, "deploying");
  };
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
    await promote({ ...HARMLESS, report: { destructive: [DROPS], blocking: [] } });
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
