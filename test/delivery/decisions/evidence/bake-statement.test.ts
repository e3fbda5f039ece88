import { expect } from "chai";
import fc from "fast-check";
import {
  bakeStatement,
  readBakeStatement,
} from "../../../../delivery/decisions/evidence/bake-statement";
import { InvalidInput } from "../../../../infra/problems";

const SHA256 = "e".repeat(64);
const EVIDENCE = {
  release: `sha256:${SHA256}`,
  environment: "stg",
  deployment: "d-ABC",
  result: "green",
  alarms: ["nc-billing-stg-bake"],
  startedAt: Date.parse("2026-03-02T14:00:00Z"),
  endedAt: Date.parse("2026-03-02T14:10:00Z"),
} as const;

/** By the specifications of in-toto: Statement v1, ResourceDescriptor v1, Test Result v0.1. */
const STATEMENT = {
  _type: "https://in-toto.io/Statement/v1",
  subject: [{ name: "release", digest: { sha256: SHA256 } }],
  predicateType: "https://in-toto.io/attestation/test-result/v0.1",
  predicate: {
    result: "PASSED",
    configuration: [
      {
        name: "bake",
        uri: "urn:nc:deployment:stg:d-ABC",
        annotations: {
          environment: "stg",
          deployment: "d-ABC",
          startedAt: "2026-03-02T14:00:00.000Z",
          endedAt: "2026-03-02T14:10:00.000Z",
        },
      },
    ],
    passedTests: ["nc-billing-stg-bake"],
    failedTests: [],
  },
};

const read = (value: unknown) => readBakeStatement(value, "promote.yml");
const withPredicate = (fields: object) => ({
  ...STATEMENT,
  predicate: { ...STATEMENT.predicate, ...fields },
});

describe("the statement of a bake", () => {
  it("[§13] is an in-toto test result of the release", () => {
    expect(bakeStatement(EVIDENCE)).to.deep.equal(STATEMENT);
  });

  it("is read back as it was made, green or red", () => {
    for (const result of ["green", "red"] as const) {
      const evidence = { ...EVIDENCE, result };
      const text = JSON.stringify(bakeStatement(evidence));
      expect(read(JSON.parse(text))).to.deep.equal({ ...evidence, signer: "promote.yml" });
    }
  });

  for (const [what, value, problem] of [
    ["another type", { ...STATEMENT, _type: "https://in-toto.io/Statement/v0.1" }, "_type is"],
    [
      "another predicate",
      { ...STATEMENT, predicateType: "https://slsa.dev/provenance/v1" },
      "predicateType is",
    ],
    [
      "two subjects",
      { ...STATEMENT, subject: [...STATEMENT.subject, ...STATEMENT.subject] },
      "subject is",
    ],
    ["no subject", { ...STATEMENT, subject: [] }, "subject"],
    ["an unknown field", { ...STATEMENT, more: 1 }, "more is 1: expected no such field"],
    [
      "a field of the predicate",
      withPredicate({ url: "x" }),
      'predicate.url is "x": expected no such field',
    ],
    ["a warning", withPredicate({ result: "WARNED" }), 'predicate.result is "WARNED"'],
    ["a pass with a failure", withPredicate({ failedTests: ["a"] }), "predicate.failedTests is"],
    ["a fail with a pass", withPredicate({ result: "FAILED" }), "predicate.passedTests is"],
  ] as const) {
    it(`is refused with ${what}`, () => {
      expect(() => read(value)).to.throw(InvalidInput, problem);
    });
  }

  it("is refused with an end before its start, and with another deployment", () => {
    const [bake] = STATEMENT.predicate.configuration;
    const annotated = (fields: object) =>
      withPredicate({
        configuration: [{ ...bake, annotations: { ...bake?.annotations, ...fields } }],
      });
    expect(() => read(annotated({ endedAt: "2026-03-02T13:00:00Z" }))).to.throw(
      'endedAt is "2026-03-02T13:00:00Z": expected 2026-03-02T14:00:00.000Z or later',
    );
    expect(() => read(annotated({ deployment: "d-X" }))).to.throw(
      'uri is "urn:nc:deployment:stg:d-ABC": expected "urn:nc:deployment:stg:d-X"',
    );
    expect(() => read(annotated({ environment: "dev" }))).to.throw("environment");
  });

  it("is refused as a user's mistake, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => read(value)).to.throw(InvalidInput);
      }),
    );
  });
});
