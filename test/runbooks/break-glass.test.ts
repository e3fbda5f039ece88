import { expect } from "chai";
import { FILE, gitHubOfPlatform, PROJECT } from "../delivery/commands/support/break-glass-project";
import { NOW, nc } from "../delivery/commands/support/command-line";
import { runbook } from "./support/pages";
import { linesOfNc } from "./support/run-block";

/** The page has a time; this is one in the window that the clock of `nc` allows. */
const UNTIL = new Date(NOW.getTime() + 45 * 60_000).toISOString().replace(".000Z", "Z");

describe("break-glass.md", () => {
  const platform = gitHubOfPlatform();

  it("[§14] opens a window: first shown, then proposed to Security", async () => {
    const [open = ""] = runbook("break-glass.md").blocks;
    const lines = linesOfNc(open.replaceAll("2026-11-27T15:00:00Z", UNTIL));
    expect(lines).to.have.length(2);
    const pulls = () => platform.repository()?.pulls.map(({ title }) => title);
    const numbers: (number | undefined)[] = [];
    for (const words of lines) {
      const { code, err } = await nc(words, platform.env(), PROJECT);
      expect([code, err]).to.deep.equal([0, ""]);
      numbers.push(pulls()?.length);
    }
    // The first is the dry run.
    expect(numbers).to.deep.equal([0, 1]);
    const [files = {}] = Object.values(platform.repository()?.branchFiles ?? {});
    expect(files[FILE])
      .to.contain(`until: "${UNTIL}"`)
      .and.to.match(/ticket: "?INC-1234"?/);
  });
});
