import { createHash } from "node:crypto";
import { bundleFromJSON } from "@sigstore/bundle";
import type { Verifier } from "@sigstore/verify";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { ArtifactVerification, Verified } from "../../decisions/gates/facts";
import { type PlanStatement, parsePlanStatement } from "../../decisions/terraform/plan-statement";
import { checkProvenance } from "./provenance";
import { checkSbom } from "./sbom";
import { type ExpectedSigner, type Signer, signerProblems } from "./signer-certificate";
import { PREDICATES, parseStatement, type Statement, statementDigest } from "./statement";
import { isBlobSignature, verifyBlob, verifyStatement } from "./verify-bundle";

/** Any statement that its signer has made: no manifest names one. */
export const ANY = "any";

/** An artifact and what is said of it. */
export interface AttestedArtifact {
  /** Digest of its bytes. */
  readonly digest: string;
  /** Sigstore bundles, JSON: those that were found with it, whoever made them. */
  readonly bundles: readonly string[];
  /** Its bytes, which are signed themselves. @default - an image, whose signature is a statement on its digest */
  readonly blob?: Buffer;
  /** What a Terraform plan has to be of: its signature is a statement that says so. @default - it is no plan */
  readonly plan?: Pick<PlanStatement, "workload" | "environment" | "commit">;
  /**
   * The statements that it needs: digests of those that the release's manifest names, or {@link ANY}. Without an SBOM
   * it has no packages inside, as a Terraform plan. @default - its signature is enough, as for a manifest
   */
  readonly evidence?: { readonly provenance: string; readonly sbom?: string };
}

/** What of an artifact is verified, and what is refused and why. */
export function verifyArtifact(
  verifier: Verifier,
  artifact: AttestedArtifact,
  expected: ExpectedSigner,
): ArtifactVerification {
  const { digest, blob, plan, evidence } = artifact;
  const identityOf = (signer: Signer) => {
    const problems = signerProblems(signer, expected);
    if (problems.length > 0) throw new InvalidInput("the signer", problems);
    return signer.workflow;
  };
  const statements = (kind: keyof typeof PREDICATES, check: (found: Found) => void) =>
    firstOf(
      artifact.bundles.filter((each) => predicateTypeOf(each) === PREDICATES[kind]),
      (each) => {
        const { statement: text, signer } = verifyStatement(verifier, each);
        const identity = identityOf(signer);
        const statement = parseStatement(text);
        checkSubject(statement, digest);
        check({ statement, text });
        return identity;
      },
    );
  const blobSignature = (bytes: Buffer) =>
    firstOf(artifact.bundles.filter(isBlobSignature), (each) => {
      checkBytes(bytes, digest);
      return identityOf(verifyBlob(verifier, each, bytes));
    });
  const signature = () => {
    if (blob === undefined) return statements("signature", () => {});
    if (plan === undefined) return blobSignature(blob);
    return statements("plan", ({ text }) => {
      checkBytes(blob, digest);
      checkPlan(text, plan);
    });
  };
  return {
    digest,
    signature: signature(),
    provenance:
      evidence === undefined
        ? NOT_NEEDED
        : statements("provenance", (found) => {
            checkProvenance(found.statement.predicate, expected);
            checkNamed(found, evidence.provenance);
          }),
    sbom:
      evidence?.sbom === undefined
        ? NOT_NEEDED
        : statements("sbom", (found) => {
            checkSbom(found.statement.predicate);
            checkNamed(found, evidence.sbom);
          }),
  };
}

const NOT_NEEDED = { state: "not-needed" } as const;

/** A verified statement, and what was signed. */
interface Found {
  readonly statement: Statement;
  readonly text: string;
}

/** The first that `verify` does not refuse; else the reasons of all. */
function firstOf(bundles: readonly string[], verify: (bundle: string) => string): Verified {
  const reasons: string[] = [];
  for (const bundle of bundles) {
    try {
      return { state: "verified", identity: verify(bundle) };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      reasons.push(...error.problems);
    }
  }
  const why = reasons.length === 0 ? "there is none" : [...new Set(reasons)].join("; ");
  return { state: "refused", why };
}

/** Refuses a statement on other bytes: registries attach to a digest whatever they are told to. */
function checkSubject({ subject }: Statement, digest: string): void {
  const subjects = subject.map((each) => `sha256:${each.digest.sha256}`);
  if (subjects.includes(digest)) return;
  const problem = formatProblem("subject", subjects.join(", "), digest);
  throw new InvalidInput("the signed statement", [problem]);
}

/** Refuses other bytes than the release's. */
function checkBytes(blob: Buffer, digest: string): void {
  const got = `sha256:${createHash("sha256").update(blob).digest("hex")}`;
  if (got !== digest)
    throw new InvalidInput("the artifact", [formatProblem("digest", got, digest)]);
}

/** Refuses a plan of another workload, environment or commit, whatever its digest is. */
function checkPlan(text: string, plan: NonNullable<AttestedArtifact["plan"]>): void {
  const { workload, environment, commit } = parsePlanStatement(text);
  const compared = [
    ["workload", workload, plan.workload],
    ["environment", environment, plan.environment],
    ["commit", commit, plan.commit],
  ] as const;
  const problems = compared
    .filter(([, got, want]) => got !== want)
    .map(([field, got, want]) => formatProblem(field, got, want));
  if (problems.length > 0) throw new InvalidInput("the plan", problems);
}

/** Refuses a statement that is not the one that the release was made with. */
function checkNamed({ text }: Found, named = ANY): void {
  const digest = statementDigest(text);
  if (named === ANY || named === digest) return;
  const want = `${named}, which the release's manifest names`;
  throw new InvalidInput("the signed statement", [formatProblem("digest", digest, want)]);
}

/** What an unverified bundle claims to state: good for sorting, and for nothing else. */
function predicateTypeOf(text: string): string | undefined {
  try {
    const { content } = bundleFromJSON(JSON.parse(text));
    if (content.$case !== "dsseEnvelope") return undefined;
    return parseStatement(content.dsseEnvelope.payload.toString("utf8")).predicateType;
  } catch {
    return undefined;
  }
}
