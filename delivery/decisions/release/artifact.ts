import { z } from "zod";

/** A digest as OCI writes it: `sha256:` and 64 hex digits. */
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, '"sha256:" and 64 hex digits');

/** A SHA-256 as 64 hex digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits");

const text = z.string().min(1).max(1024);

/** Evidence about one artifact, by the digest of the artifact that it speaks of. */
export const evidence = z.strictObject({
  /** Digest of its signed statement. */
  digest,
  /** in-toto predicate type, such as `https://slsa.dev/provenance/v1`. */
  predicateType: z.url(),
});

const evidences = {
  /** SBOM: Syft's SPDX JSON (CI/CL-002 §15). */
  sbom: evidence,
  /** SLSA v1 provenance (CI/CL-002 §15). */
  provenance: evidence,
} as const;

/** What is promoted unchanged, always by digest. */
export const artifact = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("image"), digest, ...evidences }),
  z.strictObject({
    type: z.literal("zip"),
    /** Key in the artifact bucket of stg, below `<workload>/`. */
    key: text,
    /** S3 version of that object. */
    versionId: text,
    sha256,
    ...evidences,
  }),
  z.strictObject({
    type: z.literal("wheel"),
    /** Python distribution and its version (PEP 440). */
    name: text,
    version: text,
    sha256,
    ...evidences,
  }),
  z.strictObject({
    type: z.literal("terraform-plan"),
    /** The environment that it was planned for. */
    environment: z.enum(["dev", "stg", "prod"]),
    /** Key in that environment's artifact bucket. */
    key: text,
    sha256,
  }),
]);
