import { expect } from "chai";
import { waitingRun } from "./gate-deployment/support";
import { addDeployment, stoppedEvent } from "./support/events";
import { putApps, renewKeys } from "./support/platform-github";
import { PlatformWorld } from "./support/platform-world";

/** Lambda keeps a started function for hours, and hands it one event after the other. */
describe("a function that was started before the key of its GitHub App was renewed", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    addDeployment(here, "d-ABC");
    addDeployment(here, "d-DEF");
  });
  afterEach(() => here.stop());

  const tickets = () => here.github.state.issues.length;
  /** Why it does not handle an event. */
  const refusal = (handled: Promise<unknown>) =>
    handled.then(
      () => "",
      (error: Error) => error.message,
    );

  it("[§14] open-incident opens no ticket with the old key, and the same one with the new key", async () => {
    const open = here.start("open-incident");
    await open(stoppedEvent("d-ABC"));
    const key = renewKeys(here.github);
    expect(await refusal(open(stoppedEvent("d-DEF")))).to.match(/JSON web token/i);
    expect(tickets()).to.equal(1);
    await putApps(here.administrator, key);
    await open(stoppedEvent("d-DEF"));
    expect(tickets()).to.equal(2);
    expect(here.opsItems).to.have.length(2);
  });

  it("[§14] close-incident leaves the incident open with the old key, and closes it with the new one", async () => {
    await here.call("open-incident", stoppedEvent("d-ABC"));
    here.closeTicket(1);
    const close = here.start("close-incident");
    const key = renewKeys(here.github);
    expect(await refusal(close({}))).to.match(/stay open: .*JSON web token/i);
    expect(here.opsItems[0]?.status).to.equal("Open");
    await putApps(here.administrator, key);
    await close({});
    expect(here.opsItems[0]?.status).to.equal("Resolved");
  });

  it("[§12] gate-deployment answers GitHub with the new key", async () => {
    here.github.state.runs.push(waitingRun());
    const gate = here.start("gate-deployment");
    const key = renewKeys(here.github);
    const decided = { environment: "dev", repository: "neurocipher/ingest-worker", runId: 42 };
    const work = { decide: { ...decided, ref: "v1.4.0", commit: "c".repeat(40) } };
    expect(await refusal(gate(work))).to.match(/JSON web token/i);
    await putApps(here.administrator, key);
    await gate(work);
    expect(here.github.state.runs[0]?.ruleAnswers).to.have.length(1);
  });
});
