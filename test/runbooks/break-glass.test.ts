import { expect } from "chai";
import { FILE, gitHubOfPlatform, PROJECT } from "../delivery/commands/support/break-glass-project";
import { NOW, nc } from "../delivery/commands/support/command-line";
import { describeClaimed } from "./support/claims";
import { wordsOfNc } from "./support/run-block";

const TESTS = "test/runbooks/break-glass.test.ts";

/** The page has a time; this is one in the window that the clock of `nc` allows. */
const UNTIL = new Date(NOW.getTime() + 45 * 60_000).toISOString().replace(".000Z", "Z");

describeClaimed("break-glass.md", TESTS, (commands) => {
  const platform = gitHubOfPlatform();

  it("[§14] opens a window: first shown, then proposed to Security", async () => {
    const pulls = () => platform.repository()?.pulls.map(({ title }) => title);
    const numbers: (number | undefined)[] = [];
    for (const text of ['AWS." --dry-run', 'cannot reach AWS."\n']) {
      await commands.run("break-glass.md", text, async (command) => {
        const words = wordsOfNc(command.replaceAll("2026-11-27T15:00:00Z", UNTIL));
        const { code, err } = await nc(words, platform.env(), PROJECT);
        expect([code, err]).to.deep.equal([0, ""]);
      });
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
