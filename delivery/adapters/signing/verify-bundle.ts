import { type Bundle, bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity, VerificationError, type Verifier } from "@sigstore/verify";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { type Signer, signerOf } from "./signer-certificate";
import { STATEMENT } from "./statement";

const SUBJECT = "the Sigstore bundle";

/**
 * The statement that a bundle signs, and who signed it. Whom to trust is left to the caller.
 *
 * @param text - the bundle's JSON
 * @throws {InvalidInput} that says why it is refused
 */
export function verifyStatement(
  verifier: Verifier,
  text: string,
): { statement: string; signer: Signer } {
  const bundle = readBundle(text);
  if (bundle.content.$case !== "dsseEnvelope") {
    throw refused(formatProblem("content", bundle.content.$case, "a signed statement"));
  }
  const { payload, payloadType } = bundle.content.dsseEnvelope;
  if (payloadType !== STATEMENT) {
    throw refused(formatProblem("payload type", payloadType, STATEMENT));
  }
  return { signer: verifyBundle(verifier, bundle), statement: payload.toString("utf8") };
}

/**
 * Who signed a blob, by its bundle as `cosign sign-blob` writes it.
 *
 * @param text - the bundle's JSON
 * @throws {InvalidInput} that says why it is refused
 */
export function verifyBlob(verifier: Verifier, text: string, blob: Buffer): Signer {
  const bundle = readBundle(text);
  if (bundle.content.$case !== "messageSignature") {
    throw refused(formatProblem("content", bundle.content.$case, "the signature of a blob"));
  }
  return verifyBundle(verifier, bundle, blob);
}

/** Whether an unverified bundle claims to sign the bytes of a blob, and no statement. */
export function isBlobSignature(text: string): boolean {
  try {
    return bundleFromJSON(JSON.parse(text)).content.$case === "messageSignature";
  } catch {
    return false;
  }
}

function verifyBundle(verifier: Verifier, bundle: Bundle, blob?: Buffer): Signer {
  const certificate = certificateOf(bundle);
  try {
    verifier.verify(toSignedEntity(bundle, blob));
    return signerOf(certificate);
  } catch (error) {
    // Whatever cannot be read is refused too: its author may be anyone.
    const why = error instanceof Error ? error.message : String(error);
    throw refused(formatProblem(fieldOf(error), why, "what the trusted root vouches for"));
  }
}

/** The signer's certificate. A key says nothing of who signs with it, so what a key has signed is refused. */
function certificateOf({ verificationMaterial: { content } }: Bundle): Buffer {
  const want = "a certificate, which names the workflow that signs";
  if (content.$case === "publicKey") {
    throw refused(formatProblem("signer", "a key", want));
  }
  const [first] =
    content.$case === "certificate"
      ? [content.certificate]
      : content.x509CertificateChain.certificates;
  if (first === undefined) throw refused(formatProblem("signer", undefined, want));
  return first.rawBytes;
}

function readBundle(text: string): Bundle {
  try {
    return bundleFromJSON(JSON.parse(text));
  } catch {
    throw refused(formatProblem("text", text.slice(0, 200), "a Sigstore bundle, JSON"));
  }
}

/** Part of the bundle that an error of the library is about. */
function fieldOf(error: unknown): string {
  const part: Record<string, string> = {
    CERTIFICATE_ERROR: "certificate",
    PUBLIC_KEY_ERROR: "key",
    SIGNATURE_ERROR: "signature",
    TIMESTAMP_ERROR: "timestamp",
    UNTRUSTED_SIGNER_ERROR: "certificate",
  };
  const code = error instanceof VerificationError ? error.code : undefined;
  if (code === undefined) return "bundle";
  return part[code] ?? "transparency log";
}

function refused(...problems: readonly string[]): InvalidInput {
  return new InvalidInput(SUBJECT, problems);
}
