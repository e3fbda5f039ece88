import { expect } from "chai";
import { PlatformWorld } from "../support/platform-world";
import { bodyFor, waitingRun, webhookCall } from "./support";

describe("gate-deployment", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    here.github.state.runs.push(waitingRun());
  });
  afterEach(() => here.stop());

  const call = (body: string, headers: object = {}) =>
    here.call("gate-deployment", webhookCall(body, headers));
  const answers = () => here.github.state.runs[0]?.ruleAnswers;
  const failed = () => here.queued("gate-deployment-failed-events");

  it("[§12] takes GitHub's call at once, and answers it afterwards with the App's token", async () => {
    expect(await call(bodyFor(here))).to.deep.equal({ returned: { statusCode: 202 } });
    await here.pass(1);
    expect(failed()).to.deep.equal([]);
    expect(answers()).to.deep.equal([
      {
        environment: "dev",
        state: "approved",
        comment: "**ingest-worker: may be deployed**\n- passed: release-kind",
        user: "nc-gate[bot]",
      },
    ]);
  });

  it("[§12] refuses a call that comes again, also under another delivery's id", async () => {
    const body = bodyFor(here);
    await call(body);
    const other = { "x-github-delivery": "00000000-0000-0000-0000-000000000000" };
    expect(await call(body)).to.deep.equal({ returned: { statusCode: 409 } });
    expect(await call(body, other)).to.deep.equal({ returned: { statusCode: 409 } });
    await here.pass(1);
    expect(answers()).to.have.length(1);
  });

  it("[§12] refuses what GitHub has not signed, and asks and tells nobody", async () => {
    const forged = webhookCall(bodyFor(here), { "x-hub-signature-256": "sha256=00" });
    const answer = await here.call("gate-deployment", forged);
    expect(answer).to.deep.equal({ returned: { statusCode: 401 } });
    await here.pass(1);
    expect(answers()).to.deep.equal([]);
    expect(here.github.state.installationTokens).to.deep.equal([]);
  });

  for (const [what, change, reason] of [
    ["a branch", { ref: "refs/heads/v1.4.0" }, /is no tag of a version/],
    ["another environment", { environment: "prod" }, /No workload of this platform/],
  ] as const) {
    it(`[§12] rejects ${what}, with the reason`, async () => {
      here.github.state.runs[0]?.waitsFor.push("prod");
      await call(bodyFor(here, change));
      await here.pass(1);
      expect(failed()).to.deep.equal([]);
      expect(answers()).to.have.length(1);
      expect(answers()?.[0]?.state).to.equal("rejected");
      expect(answers()?.[0]?.comment).to.match(reason);
    });
  }

  for (const [what, waitsFor] of [
    ["does not wait any more", []],
    ["waits for another environment by now", ["prod"]],
  ] as const) {
    it(`tells nothing of a run that ${what}`, async () => {
      const run = here.github.state.runs[0];
      if (run) run.waitsFor = [...waitsFor];
      await call(bodyFor(here));
      await here.pass(4);
      expect(answers()).to.deep.equal([]);
      expect(failed()).to.deep.equal([]);
    });
  }

  for (const fault of ["throttling", "server-error"] as const) {
    for (const operation of [
      "secretsmanager:GetSecretValue",
      "lambda:Invoke",
      "dynamodb:PutItem",
    ]) {
      it(`answers once after a ${fault} of ${operation}`, async () => {
        here.world.faults.push({ fault, operation, times: 1, afterwards: false });
        expect(await call(bodyFor(here))).to.deep.equal({ returned: { statusCode: 202 } });
        await here.pass(1);
        expect(here.world.faults).to.deep.equal([]);
        expect(answers()).to.have.length(1);
      });
    }
  }

  it("can be called again by GitHub where it could not call itself", async () => {
    const broken = {
      fault: "server-error",
      operation: "lambda:Invoke",
      afterwards: false,
    } as const;
    here.world.faults.push({ ...broken, times: 100 });
    expect(await call(bodyFor(here))).to.have.property("error");
    here.world.faults.length = 0;
    expect(await call(bodyFor(here))).to.deep.equal({ returned: { statusCode: 202 } });
    await here.pass(1);
    expect(answers()).to.have.length(1);
  });

  it("tries again after GitHub was down, and keeps what it could not answer", async () => {
    here.github.state.faults.push({ fault: "server-error", times: 8, afterwards: false });
    await call(bodyFor(here));
    await here.pass(4);
    expect(answers()).to.have.length(1);
    expect(failed()).to.deep.equal([]);

    here.github.state.faults.push({ fault: "server-error", times: 1000, afterwards: false });
    await call(bodyFor(here, { sha: "d".repeat(40) }));
    await here.pass(4);
    expect(failed()).to.have.length(1);
    expect(answers()).to.have.length(1);
  });
});
