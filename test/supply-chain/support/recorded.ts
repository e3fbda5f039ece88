import { readFileSync } from "node:fs";
import { z } from "zod";

/** Where signed images are kept: their bundles, and the trusted root of the services that signed. */
export const RECORDED = new URL("../../fixtures/signing/recorded.json", import.meta.url);

const recorded = z.strictObject({
  trustedRoot: z.string(),
  /** Digest and bundles by the name of the case. */
  images: z.record(
    z.string(),
    z.strictObject({ digest: z.string(), bundles: z.array(z.string()) }),
  ),
  /** A zip, base64, and what is beside it. */
  zip: z.strictObject({
    bytes: z.string(),
    signature: z.string(),
    provenance: z.string(),
    sbom: z.string(),
  }),
});

/** What the real tools have signed once: a timestamp keeps it valid. */
export type Recorded = z.output<typeof recorded>;

/** Reads what was recorded. */
export function readRecorded(): Recorded {
  return recorded.parse(JSON.parse(readFileSync(RECORDED, "utf8")));
}
