import { expect } from "chai";
import fc from "fast-check";
import { readVariantRule } from "../../../infra/flags/variant-rule";

describe("readRule", () => {
  // Every example of AWS's own page on operators.
  for (const rule of [
    '(eq $state "Virginia")',
    "(gt $age 65)",
    "(lte $since 2012-03-04T05:06:07-08:00)",
    '(and (eq $state "Virginia") (gt $age 65) (eq $vip true))',
    '(or\n    (eq $state "Virginia")\n    (gt $age 1.234e-5)\n)',
    '(not (eq $state "Virginia"))',
    '(begins_with $state "A")',
    '(ends_with $email "qa-testers.mycompany.com")',
    '(contains $promoCode "WI\\"N")',
    '(in $userId ["123", "456"])',
    '(matches in::$greeting pattern::"h.*y")',
    '(exists key::"country")',
    '(split pct::10 by::$userId seed::"abc")',
    "(split by::$userId pct::12.5)",
  ]) {
    it(`takes ${rule}`, () => {
      expect(readVariantRule(rule).operator).to.be.a("string");
    });
  }

  it("tells the parts of a rule", () => {
    expect(readVariantRule('(and (in $a [1, 2]) (exists key::"b"))')).to.deep.equal({
      operator: "and",
      operands: [
        { operator: "in", operands: ["$a", ["1", "2"]], named: {} },
        { operator: "exists", operands: [], named: { key: '"b"' } },
      ],
      named: {},
    });
  });

  for (const [rule, message] of [
    ["", "a rule such as"],
    ["true", "a rule such as"],
    ['(is $state "Virginia")', "an operator: one of eq, gt"],
    ["(constructor $state)", "an operator: one of"],
    ["(eq $state)", "a value and a value after eq"],
    ["(eq $state [1])", "a value and a value after eq"],
    ["(eq $state Virginia)", '"text", a number'],
    ['(eq $state "Virginia)', "texts that end with a quote"],
    ['(eq $state "Virginia"', "a closing parenthesis"],
    ['(eq $state "Virginia"))', "one rule, and nothing after it"],
    ["(and (gt $a 1))", "a rule and a rule, or more after and"],
    ["(not (gt $a 1) (gt $a 2))", "a rule after not"],
    ["(in $a [1, 2)", "a list such as"],
    ["(in $a [])", '"text", a number'],
    ["(exists $country)", "names alone after exists"],
    ["(split by::$userId)", "pct:: of split"],
    ["(split pct::101 by::$userId)", "pct:: of split"],
    ["(split pct::10 by::userId)", "by:: of split"],
    ["(split pct::10 by::$userId seed::abc)", "seed:: of split"],
    ["(split pct::10 by::$userId salt::1)", "no salt:: of split"],
  ] as const) {
    it(`refuses ${rule || "nothing"}`, () => {
      expect(() => readVariantRule(rule)).to.throw(SyntaxError, message);
    });
  }

  it("reads any text, or says what was expected", () => {
    const piece = fc.constantFrom("(", ")", "[", "]", ",", '"a"', "$a", "1", "and", "pct::", " ");
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (each) => {
        try {
          readVariantRule(each);
        } catch (error) {
          expect(error).to.be.instanceOf(SyntaxError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
