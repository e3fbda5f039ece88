import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import { expect } from "chai";
import { dawdle, nc } from "./support/greeting";

describe("a command line of nc", () => {
  it("answers a person, with progress apart", async () => {
    expect(await nc("greet Ada --tone warm")).to.deep.equal({
      code: 0,
      out: "a warm greeting to Ada\n",
      err: "greeting\n",
    });
  });

  it("says what it waits for, once it has said nothing for five seconds", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const dawdling = nc("dawdle");
      await new Promise(setImmediate);
      mock.timers.tick(4_999);
      dawdle.finish("early");
      expect((await dawdling).err).to.equal("");
      const late = nc("dawdle");
      await new Promise(setImmediate);
      mock.timers.tick(5_000);
      dawdle.finish("late");
      expect((await late).err).to.equal(
        "nc dawdle waits for the clock: usually 7 s, no time limit\n",
      );
    } finally {
      mock.timers.reset();
    }
  });

  it("answers in JSON and nothing else", async () => {
    const { code, out } = await nc("greet Ada --json --dry-run --tone cool");
    expect(code).to.equal(0);
    expect(JSON.parse(out)).to.deep.equal({
      verb: "greet",
      result: "pass",
      answer: { greeting: "cool Ada", dry: true },
    });
  });

  it("has the exit code of its result", async () => {
    const codes = { pass: 0, fail: 1, wait: 3 };
    for (const [result, code] of Object.entries(codes)) {
      expect((await nc(`greet Ada --tone warm --ends-with ${result}`)).code).to.equal(code);
    }
  });

  it("lists every problem of its options, and runs nothing", async () => {
    expect(await nc("greet --tone loud --ends-with later extra1 extra2 --volume 3")).to.deep.equal({
      code: 2,
      out: "",
      err: [
        "nc greet:",
        '  --tone is "loud": expected one of "warm", "cool"',
        '  --ends-with is "later": expected one of "pass", "fail", "wait"',
        '  the argument is "--volume": expected an option that nc greet --help lists',
        '  the argument is "extra2": expected an option that nc greet --help lists',
        '  the argument is "3": expected an option that nc greet --help lists',
        "",
      ].join("\n"),
    });
    expect((await nc("greet --tone")).err).to.equal(
      [
        "nc greet:",
        "  <name> is missing: expected who is greeted",
        '  --tone is missing: expected one of "warm", "cool"',
        "",
      ].join("\n"),
    );
  });

  it("lists problems as JSON where that is asked for", async () => {
    const { code, out } = await nc("greet Ada --json");
    expect(code).to.equal(2);
    expect(JSON.parse(out)).to.deep.equal({
      verb: "greet",
      result: "fail",
      problems: ["nc greet:", '  --tone is missing: expected one of "warm", "cool"'],
    });
  });

  it("names the verbs that there are", async () => {
    expect(await nc("shout Ada")).to.deep.equal({
      code: 2,
      out: "",
      err: 'nc:\n  the verb is "shout Ada": expected one of greet, dawdle, greet twice, wave back\n',
    });
    expect((await nc("wave")).err).to.equal(
      'nc:\n  the verb is "wave": expected one of wave back\n',
    );
  });

  it("shows a user's mistake in one message, and a defect as it is", async () => {
    const { code, err } = await nc("greet nobody --tone warm");
    expect({ code, err }).to.deep.equal({
      code: 1,
      err: "the name:\n  name is nobody: expected someone\n",
    });
    let defect: unknown;
    await nc("greet defect --tone warm").catch((error) => (defect = error));
    expect(defect).to.be.instanceOf(TypeError);
  });

  it("helps with all verbs, loading none, and with one", async () => {
    const { out, code } = await nc("");
    expect(code).to.equal(0);
    expect(out).to.include("  greet twice  Never loaded.");
    expect((await nc("--help")).out).to.equal(out);

    const help = (await nc("greet --help")).out;
    expect(help).to.include("Usage: nc greet [options] <name>");
    expect(help).to.match(/--tone <value> +how \(warm, cool\) \(required\)/);
    expect(help).to.match(/--dry-run +only say it/);
    expect(help).to.include("npx nc greet Ada --tone warm");
  });

  it("says that it was interrupted, and that it can be run again", async () => {
    const controller = new AbortController();
    controller.abort();
    const { code, err } = await nc("greet defect --tone warm", {}, controller.signal);
    expect({ code, err }).to.deep.equal({
      code: 130,
      err: "nc greet was interrupted: run it again to go on\n",
    });
  });

  it("shows no value of a variable that holds a secret, wherever it would stand", async () => {
    const file = join(tmpdir(), `nc-secret-summary-${process.pid}`);
    const env = {
      GITHUB_ACTIONS: "true",
      GITHUB_STEP_SUMMARY: file,
      AWS_SECRET_ACCESS_KEY: "value-1-of-a-secret",
      AWS_SESSION_TOKEN: "value-2-of-a-secret",
      GITHUB_TOKEN: "value-3-of-a-secret",
      GITHUB_APP_PRIVATE_KEY: "-----BEGIN PRIVATE KEY-----\nvalue-4-of-a-secret\n",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "value-5-of-a-secret",
      NC_CHANGE_TICKETS_AUTHORIZATION: "Bearer value-6-of-a-secret",
    };
    const values = [1, 2, 3, 4, 5, 6].map((each) => `value-${each}-of-a-secret`).join(" ");
    try {
      for (const [name = "", result] of [
        [values, "fail"],
        [`nobody ${values}`, "pass"],
      ] as const) {
        for (const words of [[], ["--json"]]) {
          const all = ["greet", name, "--tone", "warm", "--ends-with", result, ...words];
          const { out, err } = await nc(all, env);
          const seen = out + err + readFileSync(file, "utf8");
          expect(seen).to.include("*** *** *** *** *** ***");
          expect(seen).not.to.match(/value-\d/);
        }
      }
    } finally {
      rmSync(file, { force: true });
    }
  });
});
