import { readFileSync } from "node:fs";
import { expect } from "chai";
import { NOW, nc } from "../delivery/commands/support/command-line";
import { type StartedGitHub, startedGitHub } from "../support/github";
import { runbook } from "./support/pages";
import { linesOfNc } from "./support/run-block";

const PROJECT = new URL("../../", import.meta.url);
const FILE = "Pulumi.prod.yaml";
const PRINCIPALS =
  '  nc-platform:breakGlass:\n    principals: ["arn:aws:iam::333333333333:user/alice"]\n';
const MAIN = `${readFileSync(new URL(`test/fixtures/settings/${FILE}`, PROJECT), "utf8")}${PRINCIPALS}`;

/** The page has a time; this is one in the window that the clock of `nc` allows. */
const UNTIL = new Date(NOW.getTime() + 45 * 60_000).toISOString().replace(".000Z", "Z");

describe("break-glass.md", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
    const [known] = up.github.state.repositories;
    if (!known) throw new Error("GitHub has no repository");
    up.github.state.repositories = [{ ...known, name: "nc-platform", files: { [FILE]: MAIN } }];
  });
  afterEach(() => up.stop());

  it("[§14] opens a window: first shown, then proposed to Security", async () => {
    const [open = ""] = runbook("break-glass.md").blocks;
    const lines = linesOfNc(open.replaceAll("2026-11-27T15:00:00Z", UNTIL));
    expect(lines).to.have.length(2);
    const env = { GITHUB_API_URL: up.url, GITHUB_TOKEN: "token-of-dev" };
    const pulls = () => up.github.state.repositories[0]?.pulls.map(({ title }) => title);
    const numbers: (number | undefined)[] = [];
    for (const words of lines) {
      const { code, err } = await nc(words, env, PROJECT);
      expect([code, err]).to.deep.equal([0, ""]);
      numbers.push(pulls()?.length);
    }
    // The first is the dry run.
    expect(numbers).to.deep.equal([0, 1]);
    const [files = {}] = Object.values(up.github.state.repositories[0]?.branchFiles ?? {});
    expect(files[FILE])
      .to.contain(`until: "${UNTIL}"`)
      .and.to.match(/ticket: "?INC-1234"?/);
  });
});
