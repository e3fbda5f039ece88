import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toTrustMaterial, Verifier } from "@sigstore/verify";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/** Media types of a trusted root (sigstore/protobuf-specs, sigstore_trustroot.proto). */
const MEDIA_TYPE =
  /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=|\.v)0\.[12](\+json)?$/;

/**
 * A verifier that trusts what a trusted root names, and nothing else.
 *
 * A bundle needs a timestamp by an authority of the root: its certificate is valid for ten minutes only. Where the
 * root has transparency logs, the signature has to be in one; where it has certificate logs, the certificate has to be.
 *
 * @param text - `trusted_root.json`, as `cosign trusted-root create` and `gh attestation trusted-root` write it
 * @throws {InvalidInput} for anything else
 */
export function verifierOf(text: string): Verifier {
  const root = rootOf(text);
  return new Verifier(toTrustMaterial(root), {
    timestampThreshold: 1,
    tlogThreshold: Math.min(root.tlogs.length, 1),
    ctlogThreshold: Math.min(root.ctlogs.length, 1),
  });
}

function rootOf(text: string): TrustedRoot {
  const subject = "the trusted root";
  let root: TrustedRoot;
  try {
    root = TrustedRoot.fromJSON(JSON.parse(text));
  } catch {
    throw new InvalidInput(subject, [formatProblem("text", text, "Sigstore's trusted root, JSON")]);
  }
  const { mediaType, certificateAuthorities, timestampAuthorities } = root;
  const problems = [
    ...(MEDIA_TYPE.test(mediaType)
      ? []
      : [formatProblem("mediaType", mediaType, "Sigstore's trusted root, version 0.1 or 0.2")]),
    ...(certificateAuthorities.length > 0
      ? []
      : [formatProblem("certificateAuthorities", [], "one or more")]),
    ...(timestampAuthorities.length > 0
      ? []
      : [formatProblem("timestampAuthorities", [], "one or more")]),
  ];
  if (problems.length > 0) throw new InvalidInput(subject, problems);
  return root;
}
