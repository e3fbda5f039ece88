import { expect } from "chai";
import { checkFlagDocument } from "../../../infra/flags/document-schema";
import { InvalidInput } from "../../../infra/problems";

const SPLIT = (percent: number, seed = "") => `(split pct::${percent} by::$userId${seed})`;
const on = (rule?: string) => ({ name: "on", enabled: true, ...(rule && { rule }) });
const OFF = { name: "off", enabled: false };

/** A document of one flag with this value. */
const withValue = (value: unknown) => ({ version: "1", flags: { f: {} }, values: { f: value } });
const variants = (...list: object[]) => withValue({ _variants: list });
const check = (document: unknown) => checkFlagDocument(JSON.stringify(document), "flags");

describe("checkFlagDocument", () => {
  const taken: Record<string, unknown> = {
    "nothing but its version": { version: "1" },
    "flags with attributes": {
      version: "1",
      flags: {
        f: {
          name: "F",
          attributes: { colour: { constraints: { type: "string", enum: ["red"] } } },
          _deprecation: { status: "planned" },
        },
      },
      values: { f: { enabled: true, colour: "red", sizes: [1, 2] } },
    },
    "what AppConfig adds": withValue({ enabled: true, _createdAt: "2026-01-01", _updatedAt: "x" }),
    "a default alone": variants(OFF),
    "thresholds that add up": variants(on(SPLIT(20)), on(SPLIT(40)), OFF),
    "equal splits of different seeds": variants(
      on(SPLIT(20, ' seed::"a"')),
      on(SPLIT(20, ' seed::"b"')),
      OFF,
    ),
    "splits by different keys": variants(on(SPLIT(20)), on("(split by::$team pct::20)"), OFF),
  };
  for (const [what, document] of Object.entries(taken)) {
    it(`[§10] takes ${what}`, () => check(document));
  }

  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, true]));
  const refused: [what: string, document: unknown, message: string][] = [
    ["another version", { version: "2" }, 'version is "2": expected "1"'],
    ["a key too many", { version: "1", extra: 1 }, "extra is 1: expected no such field"],
    ["a flag's key", { version: "1", flags: { "1f": {} } }, "flags.1f"],
    ["a long name", { version: "1", flags: { f: { name: "n".repeat(65) } } }, "flags.f.name"],
    [
      "a long description",
      { version: "1", flags: { f: { description: "d".repeat(1025) } } },
      "at most 1024 characters",
    ],
    ["a value of no flag", { version: "1", values: { g: {} } }, "expected a flag of flags"],
    ["a switch that is no boolean", withValue({ enabled: 50 }), "values.f.enabled is 50"],
    ["an attribute's key", withValue({ Colour: "red" }), "expected an attribute's key"],
    ["26 attributes", withValue(many(26)), "at most 25 attributes"],
    ["33 variants", variants(...Array(33).fill(OFF)), "at most 32 entries"],
    ["a variant without a name", variants({ enabled: true }), "name is missing"],
    ["a default that is not last", variants(OFF, on(SPLIT(10))), "_variants[0].rule is missing"],
    [
      "a rule of the default",
      variants(on(SPLIT(10))),
      "expected no rule, as the last variant is the default",
    ],
    [
      "equal splits, of which nobody is given the second",
      variants(on(SPLIT(20)), on(SPLIT(20)), OFF),
      "expected pct:: above 20, or nobody is given this variant",
    ],
    ["a split of nobody", variants(on(SPLIT(0)), OFF), "expected pct:: above 0"],
    ["a rule that is none", variants(on("(split pct::10)"), OFF), "expected by:: of split"],
  ];
  for (const [what, document, message] of refused) {
    it(`[§10] refuses ${what}`, () => {
      expect(() => check(document)).to.throw(InvalidInput, message);
    });
  }

  it("refuses what is no JSON, and what is too large", () => {
    expect(() => checkFlagDocument("{", "flags")).to.throw("content is no JSON");
    expect(() => checkFlagDocument(`"${"x".repeat(2_048_000)}"`, "flags")).to.throw(
      "size is 2048002: expected at most 2048000 bytes",
    );
  });
});
