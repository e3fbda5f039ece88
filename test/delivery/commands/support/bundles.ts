import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Types of the predicates of both statements (SLSA 1.2, SPDX 2.3). */
export const TYPES = {
  provenance: "https://slsa.dev/provenance/v1",
  sbom: "https://spdx.dev/Document",
};

/** Writes a statement on bytes, as a bundle of cosign holds it. Answers the statement's digest. */
export function signed(
  folder: string,
  sha256: string,
  kind: keyof typeof TYPES,
  type: string = TYPES[kind],
) {
  const statement = JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "x", digest: { sha256 } }],
    predicateType: type,
    predicate: {},
  });
  mkdirSync(join(folder, sha256), { recursive: true });
  const payload = Buffer.from(statement).toString("base64");
  const bundle = JSON.stringify({
    dsseEnvelope: { payload, payloadType: "application/vnd.in-toto+json" },
  });
  writeFileSync(join(folder, sha256, `${kind}.sigstore.json`), bundle);
  return `sha256:${createHash("sha256").update(statement).digest("hex")}`;
}
