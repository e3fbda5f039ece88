import { readFileSync } from "node:fs";
import { z } from "zod";

/** Where signed artifacts are kept: their bundles, and the trusted root of the services that signed. */
export const RECORDED = new URL("../../fixtures/signing/recorded.json", import.meta.url);

const recorded = z.strictObject({
  trustedRoot: z.string(),
  /** Digest and bundles by the name of the case. */
  images: z.record(
    z.string(),
    z.strictObject({ digest: z.string(), bundles: z.array(z.string()) }),
  ),
  /** A zip by the name of the case, base64, and the bundles beside it and beside the manifest of its release. */
  zips: z.record(
    z.string(),
    z.strictObject({
      bytes: z.string(),
      bundles: z.strictObject({
        signature: z.string().optional(),
        provenance: z.string().optional(),
        sbom: z.string().optional(),
      }),
      manifest: z.string(),
    }),
  ),
  /** The bundles beside one Terraform plan by who has signed it, and beside the manifest of its release into stg. */
  plans: z.record(
    z.string(),
    z.strictObject({ signature: z.string(), provenance: z.string(), manifest: z.string() }),
  ),
});

/** What the real tools have signed once: a timestamp keeps it valid. */
export type Recorded = z.output<typeof recorded>;

/** Reads what was recorded. */
export function readRecorded(): Recorded {
  return recorded.parse(JSON.parse(readFileSync(RECORDED, "utf8")));
}

/**
 * The zip of a case, and what is beside it.
 *
 * @throws {Error} if it is not recorded
 */
export function recordedZip(name: string): Recorded["zips"][string] {
  const zip = readRecorded().zips[name];
  if (zip !== undefined) return zip;
  throw new Error(`${name} is not recorded: see test/supply-chain/support/record.ts`);
}
