import { expect } from "chai";
import { COMMIT } from "../../support/github";
import { FILE, gitHubOfPlatform, MAIN, PRINCIPALS, PROJECT } from "./support/break-glass-project";
import { NOW, nc } from "./support/command-line";

const UNTIL = "2026-11-02T15:45:00Z";
const WINDOW = {
  from: "2026-11-02T15:00:00Z",
  until: UNTIL,
  who: ["alice", "bob"],
  ticket: "INC-1234",
  reason: "AWS is not reached",
};
const OPTIONS = ["--who", "alice, bob", "--ticket", "INC-1234", "--reason", "AWS is not reached"];

describe("nc break-glass open", () => {
  const { repository, env } = gitHubOfPlatform();
  const open = async (...words: string[]) => {
    const { code, out } = await nc(
      ["break-glass", "open", "--environment", "prod", "--json", ...words],
      env(),
      PROJECT,
    );
    return { code, ...JSON.parse(out) };
  };
  const main = (text: string) => {
    const own = repository();
    if (own) own.files = { [FILE]: text };
  };

  it("[§14] proposes the commit that opens the window, which changes no other line", async () => {
    const { code, answer } = await open("--until", UNTIL, ...OPTIONS);
    expect({ code, answer }).to.deep.equal({
      code: 0,
      answer: {
        repository: "neurocipher/nc-platform",
        file: FILE,
        window: WINDOW,
        replaces: null,
        url: "https://github.com/neurocipher/nc-platform/pull/1",
      },
    });
    const text =
      repository()?.branchFiles[`nc/break-glass-prod-${COMMIT.slice(0, 7)}`]?.[FILE] ?? "";
    const untouched = MAIN.slice(0, -PRINCIPALS.length);
    expect(text.startsWith(untouched)).to.equal(true);
    expect(text.slice(untouched.length)).to.include(`      until: "${UNTIL}"\n`);
    expect(repository()?.files[FILE]).to.equal(MAIN);
    expect(repository()?.pulls).to.have.length(1);
  });

  it("writes nothing in a dry run", async () => {
    const { code, answer } = await open("--until", UNTIL, ...OPTIONS, "--dry-run");
    expect([code, answer.url, answer.window]).to.deep.equal([0, null, WINDOW]);
    expect(repository()?.pulls).to.deep.equal([]);
    expect(repository()?.branchFiles).to.deep.equal({});
  });

  it("changes the one pull request that is open", async () => {
    await open("--until", UNTIL, ...OPTIONS);
    const { answer } = await open("--until", "2026-11-02T15:30:00Z", ...OPTIONS);
    expect(answer.url).to.equal("https://github.com/neurocipher/nc-platform/pull/1");
    const [text = ""] = Object.values(repository()?.branchFiles ?? {}).map((each) => each[FILE]);
    expect(text).to.include("15:30:00Z").and.not.to.include("15:45:00Z");
  });

  it("tells which window it takes the place of", async () => {
    const before = { ...WINDOW, until: "2026-11-02T15:20:00Z", ticket: "INC-1" };
    main(`${MAIN}    window: ${JSON.stringify(before)}\n`);
    const { answer } = await open("--until", UNTIL, ...OPTIONS);
    expect(answer.replaces).to.deep.equal(before);
  });

  it("lists every problem of its options", async () => {
    const bad = ["--until", "today", "--who", "a", "--ticket", "help", "--reason", ""];
    const { code, problems } = await open(...bad);
    expect(code).to.equal(2);
    expect(problems.join("\n")).to.match(
      /--until is "today": expected .+\n.*--who is "a": expected .+\n.*--ticket is "help": expected .+\n.*--reason is "": expected/,
    );
  });

  it("lists what the settings would refuse, and proposes nothing", async () => {
    main(MAIN.slice(0, -PRINCIPALS.length));
    const past = "2026-11-02T14:00:00Z";
    const { code, problems } = await open("--until", past, ...OPTIONS);
    expect(code).to.equal(1);
    const text = problems.join("\n");
    expect(text).to.include(
      "breakGlass.principals is missing: expected at least one where a window is open",
    );
    expect(text).to.include(
      `breakGlass.window.until is "${past}": expected up to 60 minutes after from`,
    );
    expect(text).to.include(
      `--until is "${past}": expected a time after now, ${NOW.toISOString()}`,
    );
    expect(repository()?.pulls).to.deep.equal([]);
  });

  it("names the file that main does not have", async () => {
    const own = repository();
    if (own) own.files = {};
    const { code, problems } = await open("--until", UNTIL, ...OPTIONS);
    expect(code).to.equal(1);
    expect(problems.join("\n")).to.include(`${FILE} is missing: expected it on the default branch`);
  });
});
