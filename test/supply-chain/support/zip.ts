import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reproducibleZip } from "../../../infra/reproducible-zip";
import { PROVENANCE, SBOM } from "./cases";
import type { Run } from "./github-claims";
import type { Workshop } from "./workshop";

/** A zip, and the paths of the bundles beside it. */
export interface SignedZip {
  readonly path: string;
  readonly bundles: {
    readonly signature: string;
    readonly provenance: string;
    readonly sbom: string;
  };
}

/** Makes a zip of one file, and signs and attests it in a run. */
export async function signedZip(
  { folder, cosign }: Workshop,
  name: string,
  code: string,
  run: Run,
): Promise<SignedZip> {
  const path = join(folder, `${name}.zip`);
  writeFileSync(path, reproducibleZip({ "index.js": Buffer.from(code) }));
  const bundle = (part: string) => `${path}.${part}.sigstore.json`;
  const bundles = {
    signature: bundle("signature"),
    provenance: bundle("provenance"),
    sbom: bundle("sbom"),
  };
  await cosign.signBlob(path, bundles.signature, run);
  await cosign.attestBlob(path, "slsaprovenance1", PROVENANCE, bundles.provenance, run);
  await cosign.attestBlob(path, "spdxjson", SBOM, bundles.sbom, run);
  return { path, bundles };
}
