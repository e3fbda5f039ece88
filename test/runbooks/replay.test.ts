import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { nc } from "../delivery/commands/support/command-line";
import { addDeployment, stoppedEvent } from "../functions/support/events";
import { renewKeys } from "../functions/support/platform-github";
import { PlatformWorld } from "../functions/support/platform-world";
import { runbook } from "./support/pages";
import { linesOfNc, runShell } from "./support/run-block";

describe("an App's key that was deleted, and the events that came meanwhile", () => {
  let here: PlatformWorld;
  let cwd: string;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    cwd = mkdtempSync(join(tmpdir(), "nc-runbook-"));
    addDeployment(here, "d-ABC");
    writeFileSync(join(cwd, "app.pem"), renewKeys(here.github));
    await here.publish("open-incident", stoppedEvent("d-ABC"));
    // Lambda's two further attempts.
    await here.pass(4);
    expect(here.queued("open-incident-failed-events")).to.have.length(1);
    expect(here.github.state.issues).to.deep.equal([]);
  });
  afterEach(async () => {
    rmSync(cwd, { recursive: true, force: true });
    await here.stop();
  });

  /** The blocks of a page; the tests' account stands for prod's. */
  const blocksOf = (file: string) =>
    runbook(file).blocks.map((each) =>
      each.replaceAll("prod", "dev").replaceAll("333333333333", here.account.id),
    );
  /** Runs each line of `nc`, and answers what they print. */
  const ncOf = async (...blocks: readonly string[]) => {
    const said: string[] = [];
    for (const words of blocks.flatMap(linesOfNc)) {
      const { code, out, err } = await nc(words, here.variables);
      expect([code, err]).to.deep.equal([0, ""]);
      said.push(out.trim());
    }
    return said;
  };
  const expectHandled = () => {
    expect(here.queued("open-incident-failed-events")).to.deep.equal([]);
    expect(here.github.state.issues).to.have.length(1);
    expect(here.opsItems).to.have.length(1);
  };

  it("[§14] are handled once the commands of lost-app-key.md were run in their order", async () => {
    const [put = "", look = "", replay = ""] = blocksOf("lost-app-key.md");
    await runShell(put, here.variables, cwd);
    expect(await ncOf(look, replay)).to.deep.equal([
      "1 event(s) of open-incident wait in dev: nothing was replayed",
      "1 event(s) of open-incident were replayed in dev",
      "0 event(s) of close-incident were replayed in dev",
    ]);
    expectHandled();
  });

  it("[§14] are seen with their reason, and handled, by the commands of incident-replay.md", async () => {
    const [look = "", put = "", replay = ""] = blocksOf("incident-replay.md");
    const [body = ""] = JSON.parse(await runShell(look, here.variables, cwd));
    const { requestPayload, responsePayload } = JSON.parse(body);
    expect(requestPayload.detail.deploymentId).to.equal("d-ABC");
    expect(responsePayload.errorMessage).to.match(/^A JSON web token could not be decoded/);
    await runShell(put, here.variables, cwd);
    expect(await ncOf(replay)).to.deep.equal(["1 event(s) of open-incident were replayed in dev"]);
    expectHandled();
  });
});
