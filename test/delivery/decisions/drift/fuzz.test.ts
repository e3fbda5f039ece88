import { expect } from "chai";
import fc from "fast-check";
import { describeFinding } from "../../../../delivery/decisions/drift/describe";
import { driftedResources } from "../../../../delivery/decisions/drift/drifted-resources";
import { InvalidInput } from "../../../../infra/problems";
import { preview } from "./fixture";

const key = fc.oneof(
  fc.constantFrom("a", "__proto__", "constructor", "a.b", "[0]", '"'),
  fc.string(),
);
const inputs = fc.dictionary(key, fc.jsonValue(), { maxKeys: 4 });
const state = fc.record(
  { id: fc.string(), type: fc.constantFrom("aws:a/b:B", "x"), inputs, outputs: inputs },
  { requiredKeys: ["type"] },
);
const step = fc.record({
  op: fc.constantFrom("update", "delete", "refresh", "same"),
  urn: fc.string().map((name) => `urn:pulumi:prod::p::aws:a/b:B::${name}`),
  oldState: fc
    .tuple(state, fc.array(key))
    .map(([old, ignoreChanges]) => ({ ...old, ignoreChanges })),
  newState: state,
  detailedDiff: fc.oneof(fc.constant(null), fc.dictionary(key, fc.constant({}), { maxKeys: 4 })),
});

describe("whatever the engine prints", () => {
  it("is read, or refused with a list of problems", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.array(fc.jsonValue()).map((all) => ({ steps: all })),
        ),
        (json) => {
          try {
            expect(driftedResources(json, "prod")).to.be.an("array");
          } catch (error) {
            expect(error).to.be.instanceOf(InvalidInput);
          }
        },
      ),
    );
  });

  it("is told line by line where it has the form of a refresh", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
        for (const each of driftedResources(preview(...steps), "prod")) {
          expect(each.kind).to.be.oneOf(["changed", "deleted"]);
          const lines = describeFinding({ ...each, differences: [...each.differences] });
          expect(lines).to.have.lengthOf(2 + each.differences.length);
        }
      }),
    );
  });

  it("shows no value of an input that may hold a secret", () => {
    const secret = fc.string({ minLength: 12, maxLength: 40 }).map((text) => `s3cr3t${text}`);
    const under = fc.constantFrom(
      "secretString",
      "environment",
      "dbPassword",
      "containerDefinitions",
    );
    fc.assert(
      fc.property(under, secret, secret, (name, program, account) => {
        const type = "aws:a/b:B";
        const found = driftedResources(
          preview({
            op: "update",
            urn: `urn:pulumi:prod::p::${type}::n`,
            oldState: { type, inputs: { [name]: { x: program } } },
            newState: { type, inputs: { [name]: { x: account } } },
            detailedDiff: { [`${name}.x`]: {} },
          }),
          "prod",
        );
        expect(JSON.stringify(found)).not.to.include("s3cr3t");
        expect(found).to.have.lengthOf(program === account ? 0 : 1);
      }),
    );
  });
});
