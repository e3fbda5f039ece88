import { expect } from "chai";
import fc from "fast-check";
import { z } from "zod";
import { formatProblem, InvalidInput, ProblemList, parse } from "../../infra/problems";

const schema = z.strictObject({
  name: z.string().regex(/^[a-z]+$/, "lower-case letters"),
  size: z.int().min(1).max(9).default(3),
  kind: z.enum(["a", "b"]),
  list: z.array(z.string()).min(1).default(["x"]),
});

/** The problems of `value`; none is a failure of the test. */
function problemsOf(value: unknown): readonly string[] {
  try {
    parse(schema, value, "input");
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  throw new Error("no problem was found");
}

describe("problems", () => {
  it("words a problem as field, got and want", () => {
    expect(formatProblem("a.b", "x", "a number")).to.equal('a.b is "x": expected a number');
    expect(formatProblem("a", undefined, "a number")).to.equal("a is missing: expected a number");
  });

  it("says whether a number itself is taken that bounds another", () => {
    const share = z.strictObject({ least: z.number().positive(), most: z.number().lt(100) });
    expect(() => parse(share, { least: 0, most: 100 }, "a test")).to.throw(
      "least is 0: expected above 0\n  most is 100: expected below 100",
    );
  });

  it("lists every problem at once", () => {
    expect(problemsOf({ name: "A", size: 10, kind: "c", list: [], extra: 1 })).to.have.members([
      'name is "A": expected lower-case letters',
      "size is 10: expected at most 9",
      'kind is "c": expected one of "a", "b"',
      "list is []: expected at least 1 entries",
      "extra is 1: expected no such field",
    ]);
  });

  const wrong: [got: unknown, message: string][] = [
    [undefined, "value is missing: expected an object"],
    [7, "value is 7: expected an object"],
    [{ name: 1, kind: "a" }, "name is 1: expected a string"],
    [{ name: "a", kind: "a", size: 1.5 }, "size is 1.5: expected a whole number"],
    [{ name: "a", kind: "a", size: 0 }, "size is 0: expected at least 1"],
    [{ name: "a", kind: "a", list: [3] }, "list[0] is 3: expected a string"],
    [{ name: "a", kind: "a", "::a\nb": 1 }, '["::a\\nb"] is 1: expected no such field'],
    [{ name: "a", kind: "a", "": 1 }, '[""] is 1: expected no such field'],
    [{ name: "a" }, 'kind is missing: expected one of "a", "b"'],
  ];
  for (const [got, message] of wrong) {
    it(`says ${message}`, () => {
      expect(problemsOf(got)).to.deep.equal([message]);
    });
  }

  it("gathers a mistake that two checks find once", () => {
    const list = new ProblemList();
    for (const _ of ["first", "second"]) list.add(new InvalidInput("file", ["a is 1"]));
    expect(() => list.throwIfAny("settings")).to.throw(/^file:\n {2}a is 1$/);
  });

  it("heads the message with its subject, a problem a line", () => {
    expect(() => parse(schema, { name: "a" }, "entry")).to.throw(
      InvalidInput,
      'entry:\n  kind is missing: expected one of "a", "b"',
    );
  });

  it("fills in defaults and freezes every level", () => {
    const value = parse(schema, { name: "a", kind: "b" }, "input");
    expect(value).to.deep.equal({ name: "a", kind: "b", size: 3, list: ["x"] });
    expect(value).to.be.frozen;
    expect(value.list).to.be.frozen;
  });

  it("reads any input or says what is wrong with it", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          parse(schema, value, "input");
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
    );
  });
});
