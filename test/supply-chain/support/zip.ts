import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reproducibleZip } from "../../../infra/reproducible-zip";
import { type Case, type Part, PROVENANCE, SBOM } from "./cases";
import type { Workshop } from "./workshop";

/** A zip, and the paths of the bundles beside it. */
export interface SignedZip {
  readonly path: string;
  readonly bundles: Partial<Record<Part, string>>;
}

/**
 * Makes a zip of one file, and signs it as a case says.
 *
 * @param good - the first case's zip
 */
export async function makeZip(
  { folder, cosign }: Workshop,
  made: Case,
  good?: SignedZip,
): Promise<SignedZip> {
  const path = join(folder, `${made.name.replaceAll(" ", "-")}.zip`);
  writeFileSync(path, reproducibleZip({ "index.js": Buffer.from(`// ${made.name}\n`) }));
  if (made.borrowed && good) return { path, bundles: good.bundles };
  const bundles: Partial<Record<Part, string>> = {};
  const bundle = (part: Part) => {
    bundles[part] = `${path}.${part}.sigstore.json`;
    return bundles[part];
  };
  const { signature, provenance, sbom } = made.signed;
  if (made.withKey) await cosign.signBlobWithKey(path, bundle("signature"));
  if (signature) await cosign.signBlob(path, bundle("signature"), signature);
  if (provenance) {
    const told = made.provenance ?? PROVENANCE;
    await cosign.attestBlob(path, "slsaprovenance1", told, bundle("provenance"), provenance);
  }
  if (sbom) await cosign.attestBlob(path, "spdxjson", made.sbom ?? SBOM, bundle("sbom"), sbom);
  return { path, bundles };
}

/** Texts of the bundles beside a zip. */
export function textsOf({ bundles }: SignedZip): Partial<Record<Part, string>> {
  const texts = Object.entries(bundles).map(([part, path]) => [part, readFileSync(path, "utf8")]);
  return Object.fromEntries(texts);
}
