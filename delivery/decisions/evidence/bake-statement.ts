import { z } from "zod";
import { parse } from "../../../infra/problems";
import type { BakeEvidence } from "./bake";

/** in-toto attestation framework, "Statement" v1. */
const STATEMENT = "https://in-toto.io/Statement/v1";
/** in-toto attestation framework, predicate "Test Result" v0.1. */
const TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

const text = z.string().min(1).max(512);
const instant = z.iso.datetime({ error: 'a UTC instant such as "2026-12-24T00:00:00Z"' });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits");

/** What a bake is described by, as a ResourceDescriptor of in-toto. */
const bake = z.strictObject({
  name: z.literal("bake"),
  /** Names the deployment; what else is known of it is in the annotations. */
  uri: z.string().regex(/^urn:nc:deployment:stg:.+$/, '"urn:nc:deployment:stg:" and its id'),
  annotations: z.strictObject({
    environment: z.literal("stg"),
    deployment: text,
    startedAt: instant,
    endedAt: instant,
  }),
});

const statement = z
  .strictObject({
    _type: z.literal(STATEMENT),
    /** The release alone, by its identity. */
    subject: z.tuple([z.strictObject({ name: text, digest: z.strictObject({ sha256 }) })]),
    predicateType: z.literal(TEST_RESULT),
    predicate: z.strictObject({
      result: z.enum(["PASSED", "FAILED"]),
      configuration: z.tuple([bake]),
      /** Names of the alarms that were watched: all of them passed, or the bake failed. */
      passedTests: z.array(text).max(500),
      failedTests: z.array(text).max(500),
    }),
  })
  .superRefine(({ predicate }, context) => {
    const wrong = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: "custom", path: ["predicate", ...path], message });
    const { result, configuration, passedTests, failedTests } = predicate;
    const { uri, annotations } = configuration[0];
    if (result === "PASSED" && failedTests.length > 0) wrong(["failedTests"], "none, as it passed");
    if (result === "FAILED" && passedTests.length > 0) wrong(["passedTests"], "none, as it failed");
    if (uri !== uriOf(annotations.deployment)) {
      wrong(["configuration", 0, "uri"], `"${uriOf(annotations.deployment)}"`);
    }
    if (Date.parse(annotations.endedAt) < Date.parse(annotations.startedAt)) {
      wrong(["configuration", 0, "annotations", "endedAt"], `${annotations.startedAt} or later`);
    }
  });

/** What stg's workflow signs: an in-toto statement with a test result. */
type BakeStatement = z.output<typeof statement>;

/** What a statement says, in the gates' own words. */
const evidence = statement.transform(({ subject, predicate }) => {
  const { environment, deployment, startedAt, endedAt } = predicate.configuration[0].annotations;
  return {
    release: `sha256:${subject[0].digest.sha256}`,
    environment,
    deployment,
    result: predicate.result === "PASSED" ? ("green" as const) : ("red" as const),
    alarms: [...predicate.passedTests, ...predicate.failedTests],
    startedAt: Date.parse(startedAt),
    endedAt: Date.parse(endedAt),
  };
});

/** The statement of a bake, to be signed; who signs it is in the signature, not in the statement. */
export function bakeStatement(found: Omit<BakeEvidence, "signer">): BakeStatement {
  const { release, environment, deployment, result, alarms, startedAt, endedAt } = found;
  const isGreen = result === "green";
  return {
    _type: STATEMENT,
    subject: [{ name: "release", digest: { sha256: release.replace(/^sha256:/, "") } }],
    predicateType: TEST_RESULT,
    predicate: {
      result: isGreen ? "PASSED" : "FAILED",
      configuration: [
        {
          name: "bake",
          uri: uriOf(deployment),
          annotations: {
            environment,
            deployment,
            startedAt: new Date(startedAt).toISOString(),
            endedAt: new Date(endedAt).toISOString(),
          },
        },
      ],
      passedTests: isGreen ? [...alarms] : [],
      failedTests: isGreen ? [] : [...alarms],
    },
  };
}

/**
 * Reads a statement whose signature was verified. Unknown fields and other predicates are refused.
 *
 * @param signer - identity of the workflow that signed it, from the verified certificate
 * @throws {InvalidInput} that lists every problem
 */
export function readBakeStatement(value: unknown, signer: string): BakeEvidence {
  return { ...parse(evidence, value, "the statement of the bake"), signer };
}

function uriOf(deployment: string): string {
  return `urn:nc:deployment:stg:${deployment}`;
}
