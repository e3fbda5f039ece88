import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { nc } from "../delivery/commands/support/command-line";
import { addDeployment, stoppedEvent } from "../functions/support/events";
import { renewKeys } from "../functions/support/platform-github";
import { PlatformWorld } from "../functions/support/platform-world";
import { describeClaimed } from "./support/claims";
import { runShell, wordsOfNc } from "./support/run-block";

const TESTS = "test/runbooks/replay.test.ts";

describeClaimed("a key that was deleted, and the events that came meanwhile", TESTS, (commands) => {
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

  /** The tests' account stands for prod's. */
  const ours = (command: string) =>
    command.replaceAll("prod", "dev").replaceAll("333333333333", here.account.id);
  const shell = (page: string, text: string) =>
    commands.run(page, text, (command) => runShell(ours(command), here.variables, cwd));
  /** Answers what a line of `nc` prints. */
  const ncOf = (page: string, text: string) =>
    commands.run(page, text, async (command) => {
      const { code, out, err } = await nc(wordsOfNc(ours(command)), here.variables);
      expect([code, err]).to.deep.equal([0, ""]);
      return out.trim();
    });
  const expectHandled = () => {
    expect(here.queued("open-incident-failed-events")).to.deep.equal([]);
    expect(here.github.state.issues).to.have.length(1);
    expect(here.opsItems).to.have.length(1);
  };

  it("[§14] are handled once the commands of lost-app-key.md were run in their order", async () => {
    const page = "lost-app-key.md";
    const replay = "nc replay open-incident --environment prod";
    await shell(page, "put-secret-value");
    expect([
      await ncOf(page, `${replay} --dry-run\n`),
      await ncOf(page, `${replay}\n`),
      await ncOf(page, "nc replay close-incident"),
    ]).to.deep.equal([
      "1 event(s) of open-incident wait in dev: nothing was replayed",
      "1 event(s) of open-incident were replayed in dev",
      "0 event(s) of close-incident were replayed in dev",
    ]);
    expectHandled();
  });

  it("[§14] are seen with their reason, and handled, by the commands of incident-replay.md", async () => {
    const page = "incident-replay.md";
    const [body = ""] = JSON.parse(await shell(page, "aws sqs receive-message"));
    const { requestPayload, responsePayload } = JSON.parse(body);
    expect(requestPayload.detail.deploymentId).to.equal("d-ABC");
    expect(responsePayload.errorMessage).to.match(/^A JSON web token could not be decoded/);
    await shell(page, "put-secret-value");
    expect(await ncOf(page, "nc replay open-incident")).to.equal(
      "1 event(s) of open-incident were replayed in dev",
    );
    expectHandled();
  });

  it("alarms.md empties the queue of close-incident", async () => {
    expect(await ncOf("alarms.md", "nc replay close-incident")).to.equal(
      "0 event(s) of close-incident were replayed in dev",
    );
  });
});
