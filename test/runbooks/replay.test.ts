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

describe("lost-app-key.md, from a key that was deleted to the last event", () => {
  let here: PlatformWorld;
  let cwd: string;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    cwd = mkdtempSync(join(tmpdir(), "nc-runbook-"));
  });
  afterEach(async () => {
    rmSync(cwd, { recursive: true, force: true });
    await here.stop();
  });

  it("[§14] handles what came meanwhile, once its commands were run in their order", async () => {
    addDeployment(here, "d-ABC");
    writeFileSync(join(cwd, "app.pem"), renewKeys(here.github));
    await here.publish("open-incident", stoppedEvent("d-ABC"));
    // Lambda's two further attempts.
    await here.pass(4);
    expect(here.queued("open-incident-failed-events")).to.have.length(1);
    expect(here.github.state.issues).to.deep.equal([]);

    // The tests' account stands for prod's.
    const blocks = runbook("lost-app-key.md").blocks.map((each) => each.replaceAll("prod", "dev"));
    const [put = "", look = "", replay = ""] = blocks;
    await runShell(put, here.variables, cwd);
    const said: string[] = [];
    for (const words of [...linesOfNc(look), ...linesOfNc(replay)]) {
      const { code, out, err } = await nc(words, here.variables);
      expect([code, err]).to.deep.equal([0, ""]);
      said.push(out.trim());
    }
    expect(said).to.deep.equal([
      "1 event(s) of open-incident wait in dev: nothing was replayed",
      "1 event(s) of open-incident were replayed in dev",
      "0 event(s) of close-incident were replayed in dev",
    ]);
    expect(here.queued("open-incident-failed-events")).to.deep.equal([]);
    expect(here.github.state.issues).to.have.length(1);
    expect(here.opsItems).to.have.length(1);
  });
});
