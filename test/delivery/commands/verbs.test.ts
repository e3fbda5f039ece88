import { expect } from "chai";
import { z } from "zod";
import { readCommandLine } from "../../../delivery/cli/grammar";
import { optionsOf, readOptions } from "../../../delivery/cli/options";
import { VERBS } from "../../../delivery/commands";
import { nc } from "./support/command-line";
import { wordsOf } from "./support/example";

/**
 * Verbs that change nothing in an account or on GitHub, and no file but what `nc build` is asked for by `--out`. `performance check`
 * sends requests that the synthetic tests send all the time. Every other verb writes, and has `--dry-run`.
 */
const ONLY_READ = [
  "build image",
  "build zip",
  "build wheel",
  "build manifest",
  "contract check",
  "performance check",
  "release show",
  "release verify",
  "status",
  "history",
  "kpi",
  "doctor",
  "migrations check",
  "change show",
  "lead-time",
  "flags plan",
  "gate",
  "workflows render",
];

describe("a verb of nc", () => {
  for (const [name, listed] of Object.entries(VERBS)) {
    describe(name, () => {
      it("has the summary that all verbs' help shows: one sentence", async () => {
        const { summary } = await listed.load();
        expect(listed.summary).to.equal(summary);
        expect(summary).to.match(/^[A-Z][^\n]*\.$/);
      });

      it("has help with every option, --json and an example", async () => {
        const { input, positional, example } = await listed.load();
        const { code, out, err } = await nc([...name.split(" "), "--help"]);
        expect({ code, err }).to.deep.equal({ code: 0, err: "" });
        for (const option of optionsOf(input)) {
          expect(out).to.include(positional.includes(option.name) ? option.name : option.flag);
          expect(out.replace(/\s+/g, " ")).to.include(option.description);
        }
        expect(out).to.include("--json ");
        expect(out.trimEnd().endsWith(`Example:\n  npx ${example}`)).to.equal(true);
      });

      it("has an example that is a right command line of its own", async () => {
        const { example } = await listed.load();
        const [command, ...words] = wordsOf(example);
        expect(command).to.equal("nc");
        const request = await readCommandLine(words, VERBS);
        if (request.kind !== "run") throw new Error("the example asks for help");
        const { verb, given } = request;
        expect(given.verb).to.equal(name);
        readOptions(verb.input, verb.positional, given);
      });

      it("has an answer whose JSON Schema refuses unknown fields", async () => {
        const { answer } = await listed.load();
        const schema = z.toJSONSchema(answer, { io: "input" });
        expect(schema.type).to.equal("object");
        expect(schema.additionalProperties).to.equal(false);
      });

      it("has --dry-run where it writes", async () => {
        const { input } = await listed.load();
        const dryRun = optionsOf(input).find(({ flag }) => flag === "--dry-run");
        expect(
          dryRun?.alone,
          "add --dry-run, or list the verb among those that only read",
        ).to.equal(ONLY_READ.includes(name) ? undefined : true);
      });

      it("lists every problem of a wrong command line, as text and as JSON", async () => {
        const words = [...name.split(" "), "--no-such-option", "surplus".repeat(3)];
        const { code, err } = await nc(words);
        expect(code).to.equal(2);
        expect(err).to.match(new RegExp(`^nc ${name}:\n`));
        expect(err).to.include('the argument is "--no-such-option": expected an option');
        const json = await nc([...words, "--json"]);
        expect(JSON.parse(json.out)).to.include({ verb: name, result: "fail" });
      });
    });
  }

  it("is listed among those that only read by its name alone", () => {
    expect(ONLY_READ.filter((name) => !Object.hasOwn(VERBS, name))).to.deep.equal([]);
  });
});
