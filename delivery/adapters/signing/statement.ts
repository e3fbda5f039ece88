import { createHash } from "node:crypto";
import { z } from "zod";
import { type Frozen, formatProblem, InvalidInput, parse } from "../../../infra/problems";
import { PLAN_PREDICATE } from "../../decisions/terraform/plan-statement";

/** Media type of in-toto statements in a DSSE envelope (in-toto/attestation, spec/v1/envelope.md). */
export const STATEMENT = "application/vnd.in-toto+json";

/** Predicate types of what the platform asks for. */
export const PREDICATES = {
  /** What `cosign sign` states: that it signs the subject (sigstore/cosign v3). */
  signature: "https://sigstore.dev/cosign/sign/v1",
  /** SLSA provenance v1 (slsa.dev/spec/v1.0/provenance). */
  provenance: "https://slsa.dev/provenance/v1",
  /** SPDX JSON (in-toto/attestation, spec/predicates/spdx.md). */
  sbom: "https://spdx.dev/Document",
  /** Of which workload, environment and commit a Terraform plan is. */
  plan: PLAN_PREDICATE,
} as const;

/** Statements of both versions say the same here; cosign writes v0.1 (in-toto/attestation, spec/v1/statement.md). */
const TYPES = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"] as const;

const statement = z.object({
  _type: z.enum(TYPES),
  subject: z
    .array(z.object({ digest: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) }))
    .min(1),
  predicateType: z.string().min(1),
  predicate: z.unknown(),
});

/** An in-toto statement: what is said (`predicate`), of which bytes (`subject`). */
export type Statement = Frozen<z.output<typeof statement>>;

/**
 * Reads a statement.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function parseStatement(text: string): Statement {
  const subject = "the signed statement";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InvalidInput(subject, [formatProblem("text", text, "JSON")]);
  }
  return parse(statement, json, subject);
}

/** Digest of a statement as it was signed, `sha256:...`: a release's manifest names it. */
export function statementDigest(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
