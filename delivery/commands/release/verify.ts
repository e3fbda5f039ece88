import { z } from "zod";
import { formatProblem } from "../../../infra/problems";
import { UsageError } from "../../cli/options";
import { type Session, verb } from "../../cli/verb";
import { digest } from "../../decisions/release/artifact";
import {
  parseReleaseText,
  type Release,
  releaseId,
  releaseText,
} from "../../decisions/release/release";
import { signatureProblems } from "../../decisions/release/signature";
import { readTextFile } from "../files";
import { verifierIn } from "../verifier";

const CHECKS = ["schema", "canonical", "identity", "signature"] as const;

const check = z.strictObject({ check: z.enum(CHECKS), passed: z.boolean(), reason: z.string() });

/** `nc release verify`: whether a file is the release that somebody names. */
export const releaseVerify = verb({
  summary: "Verifies that a file is a release, whole and unchanged.",
  example: `nc release verify release.json --id sha256:${"4f".repeat(32)}`,
  input: z.strictObject({
    file: z.string().meta({ description: "file of the release" }),
    id: digest.optional().meta({ description: "the identity that it must have" }),
    bundle: z.string().optional().meta({
      description: "file of its signature, a Sigstore bundle; NC_TRUSTED_ROOT vouches for it",
    }),
    signer: z.string().optional().meta({
      description: "the workflow that must have signed it; any of its repository without it",
    }),
  }),
  positional: ["file"],
  answer: z.strictObject({ id: z.string(), checks: z.array(check) }),
  waits: { for: "the check of the signature" },
  async run({ file, id: wanted, bundle, signer }, session) {
    if (signer !== undefined && bundle === undefined) {
      const want = "the file of the signature that --signer has to have made";
      throw new UsageError("nc release verify", [formatProblem("--bundle", bundle, want)]);
    }
    const text = readTextFile("<file>", file);
    const release = parseReleaseText(text, file);
    const id = releaseId(release);
    const isCanonical = text === releaseText(release);
    const checks: z.output<typeof check>[] = [
      { check: "schema", passed: true, reason: `it is ${release.workload} ${release.version}` },
      {
        check: "canonical",
        passed: isCanonical,
        reason: isCanonical
          ? "its bytes are its canonical JSON (RFC 8785)"
          : "its bytes are not its canonical JSON (RFC 8785): something has written it anew",
      },
      {
        check: "identity",
        passed: wanted === undefined || id === wanted,
        reason:
          wanted === undefined || id === wanted ? `it is ${id}` : `it is ${id}, not ${wanted}`,
      },
    ];
    if (bundle !== undefined) {
      const problems = await problemsOf(release, readTextFile("--bundle", bundle), signer, session);
      const reason = problems.join("; ") || "it is signed by a run of its repository";
      checks.push({ check: "signature", passed: problems.length === 0, reason });
    }
    return {
      result: checks.every(({ passed }) => passed) ? "pass" : "fail",
      answer: { id, checks },
      lines: checks.map(
        ({ check: name, passed, reason }) => `${passed ? "pass" : "fail"}  ${name}: ${reason}`,
      ),
    };
  },
});

/** @throws {InvalidInput} if the bundle is signed by nobody whom the trusted root vouches for */
async function problemsOf(
  release: Release,
  bundle: string,
  signer: string | undefined,
  session: Session,
): Promise<string[]> {
  const [{ sigstoreVerification }, { parseStatement }, blobs, certificates] = await Promise.all([
    import("../../adapters/signing/sigstore-verification"),
    import("../../adapters/signing/statement"),
    import("../../adapters/signing/verify-bundle"),
    import("../../adapters/signing/signer-certificate"),
  ]);
  const verifier = await verifierIn(session);
  const issuer = session.env.NC_TOKEN_ISSUER;
  if (blobs.isBlobSignature(bundle)) {
    // As `cosign sign-blob` signs a manifest: its bytes, and no statement about them.
    const found = blobs.verifyBlob(verifier, bundle, Buffer.from(releaseText(release)));
    const { workflow: identity, repositoryId } = found;
    const subjects = [releaseId(release).slice("sha256:".length)];
    const signed = { identity, repositoryId: Number(repositoryId), subjects };
    return [
      ...certificates.originProblems(found, issuer),
      ...signatureProblems(release, signed, signer),
    ];
  }
  const verified = await sigstoreVerification(verifier, issuer).verify(bundle);
  const { subject } = parseStatement(verified.statement);
  const subjects = subject.map(({ digest: { sha256 } }) => sha256);
  return signatureProblems(release, { ...verified, subjects }, signer);
}
