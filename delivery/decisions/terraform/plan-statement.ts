import canonicalize from "canonicalize";
import { z } from "zod";
import { ENVIRONMENTS } from "../../../infra/environments";
import { type Frozen, formatProblem, InvalidInput, parse } from "../../../infra/problems";
import { sha256 } from "../release/artifact";

/** in-toto attestation framework, "Statement" v1. */
const STATEMENT = "https://in-toto.io/Statement/v1";
/** What a statement about a Terraform plan holds; the URI is a name alone, and nothing is there. */
export const PLAN_PREDICATE = "https://neurocipher.io/attestations/terraform-plan/v1";

const PLAN = "tfplan.bin";

const statement = z.strictObject({
  _type: z.literal(STATEMENT),
  /** The plan alone, by its bytes. */
  subject: z.tuple([z.strictObject({ name: z.literal(PLAN), digest: z.strictObject({ sha256 }) })]),
  predicateType: z.literal(PLAN_PREDICATE),
  predicate: z.strictObject({
    workload: z.string(),
    environment: z.enum(ENVIRONMENTS),
    /** The commit whose configuration was planned. */
    commit: z.string().regex(/^[0-9a-f]{40}$/, "40 hex digits"),
    /** Such as `1.11.4`: a plan can be applied by the version that made it alone. */
    terraformVersion: z.string(),
  }),
});

/** What a statement says, without its wrapping. */
const stated = statement.transform(({ subject, predicate }) => ({
  sha256: subject[0].digest.sha256,
  ...predicate,
}));

/** What is said of one Terraform plan by whoever made it. */
export type PlanStatement = Frozen<z.output<typeof stated>>;

/** The statement as canonical JSON (RFC 8785), which is what is signed. */
export function planStatementText({ sha256, ...predicate }: PlanStatement): string {
  const value = {
    _type: STATEMENT,
    subject: [{ name: PLAN, digest: { sha256 } }],
    predicateType: PLAN_PREDICATE,
    predicate,
  };
  return canonicalize(value) ?? "";
}

/** @throws {InvalidInput} that lists every problem */
export function parsePlanStatement(text: string): PlanStatement {
  const subject = "the statement of the plan";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InvalidInput(subject, [formatProblem("text", text, "JSON")]);
  }
  return parse(stated, json, subject);
}

/**
 * Checks that a plan is the one that its statement speaks of, and that this is the one to apply.
 *
 * @param found - of the plan that lies here, and of who is to apply it
 * @throws {InvalidInput} that lists every difference
 */
export function checkPlanStatement(approved: PlanStatement, found: PlanStatement): void {
  const problems = (Object.keys(found) as (keyof PlanStatement)[])
    .filter((field) => found[field] !== approved[field])
    .map((field) =>
      formatProblem(field, found[field], `${approved[field]}, as the plan was approved`),
    );
  if (problems.length > 0) throw new InvalidInput("the plan", problems);
}
