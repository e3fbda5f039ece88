import { expect } from "chai";
import { runCommandLine } from "../../../delivery/cli/run";
import { byHandVerbs } from "../../../sandbox/nc/by-hand";
import { GitHubControl } from "../../../sandbox/nc/github-client";
import { loadTestCatalog } from "../../support/catalog";
import { settingsOf } from "../../support/contexts";

const NOW = Date.parse("2026-03-03T15:00:00Z");

describe("what people do beside nc, by hand", () => {
  /** Runs a command line; nothing answers where GitHub would be asked. */
  async function run(...words: readonly string[]) {
    const gitHub = new GitHubControl("http://127.0.0.1:1");
    const settings = settingsOf("prod");
    const verbs = byHandVerbs({ catalog: await loadTestCatalog(), settings, gitHub });
    const waits: number[] = [];
    let now = NOW;
    let [out, err] = ["", ""];
    const code = await runCommandLine(words, verbs, {
      env: {},
      signal: new AbortController().signal,
      clock: {
        now: () => new Date(now),
        sleep: async (milliseconds) => {
          waits.push(milliseconds / 60_000);
          now += milliseconds;
        },
      },
      out: (text) => (out += text),
      err: (text) => (err += text),
    });
    return { code, out, err, waits };
  }

  for (const [words, problems] of [
    [
      ["tag", "nobody", "1.0", "--folder", "build"],
      [
        '<workload> is "nobody": expected one of "api-adapter", "audit-digest", "audit-queue", "ingest-worker"',
        '<version> is "1.0": expected a SemVer tag such as "v1.4.0" or "v1.4.0-rc.1"',
        'the argument is "--folder": expected an option that nc tag --help lists',
        'the argument is "build": expected an option that nc tag --help lists',
      ],
    ],
    // A stack of Terraform is released by its plans.
    [
      ["tag", "core", "v1.0.0"],
      [
        '<workload> is "core": expected one of "api-adapter", "audit-digest", "audit-queue", "ingest-worker"',
      ],
    ],
    [["ticket", "ingest-worker"], ['<repository> is "ingest-worker": expected owner/name']],
    [
      ["approve", "7001"],
      [
        '<run> is "7001": expected the URL of a run, as `nc --sandbox tag` prints it',
        "--environment is missing: expected the GitHub environment, by its name",
        "--login is missing: expected the person's login",
      ],
    ],
    [
      ["clock", "--until", "tomorrow"],
      ['--until is "tomorrow": expected a time such as 2026-03-03T15:00:00Z'],
    ],
  ] as const) {
    it(`is refused with every problem: ${words.join(" ")}`, async () => {
      const { code, out, err } = await run(...words);
      expect(err.trim().split("\n")).to.deep.equal([
        `nc ${words[0]}:`,
        ...problems.map((each) => `  ${each}`),
      ]);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    });
  }

  it("lets time pass in hours, so that each request is answered soon", async () => {
    const until = await run("clock", "--until", "2026-03-03T17:30:00Z");
    expect(until).to.deep.equal({
      code: 0,
      out: "it is 2026-03-03T17:30:00.000Z in the accounts\n",
      err: "",
      waits: [60, 60, 30],
    });
    expect((await run("clock", "--until", "2026-03-03T15:00:00Z")).waits).to.deep.equal([]);
    expect((await run("clock")).out).to.equal("it is 2026-03-03T15:00:00.000Z in the accounts\n");
  });

  it("does not go back to a time that is over", async () => {
    const { code, err, waits } = await run("clock", "--until", "2026-03-03T14:00:00Z");
    expect({ code, err, waits }).to.deep.equal({
      code: 1,
      err:
        'nc clock:\n  --until is "2026-03-03T14:00:00Z": expected a time after 2026-03-03T15:00:00.000Z, ' +
        "which it is in the accounts\n",
      waits: [],
    });
  });
});
