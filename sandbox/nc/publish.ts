import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  bundleFolderOf,
  bundleNameOf,
} from "../../delivery/adapters/aws/artifacts/account-artifacts";
import { publishFile } from "../../delivery/adapters/aws/artifacts/published-files";
import type { Predicates, Published } from "../../delivery/adapters/signing/publish-artifact";
import type { ArtifactPlace } from "../../delivery/assembly/supply-chain";
import { type Built, builtSha256 } from "../../delivery/decisions/release/built";
import { workloadNames } from "../../infra/naming/workload-names";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { attestation, PREDICATE_TYPES } from "../rehearsal/delivery/attestations";
import { putImage } from "../rehearsal/delivery/images";

/** Where something is published, and who signs it. */
type Publication = ArtifactPlace & {
  readonly version: string;
  readonly bucket: string;
  readonly sign: (statement: string) => Promise<string>;
};

/** Signs what a build has made, attests to it, and puts it into an environment; an image as its manifest. */
export async function publishSimulated(
  made: Built,
  path: string,
  { provenance, sbom }: Predicates,
  { bucket, clients, environment, sign, version, workload }: Publication,
): Promise<Published> {
  const sha256 = builtSha256(made);
  const state = (kind: keyof typeof PREDICATE_TYPES, predicate: string) =>
    sign(attestation(`sha256:${sha256}`, PREDICATE_TYPES[kind], JSON.parse(predicate)));
  const bundles = {
    signature: await state("signature", "{}"),
    provenance: await state("provenance", provenance),
    sbom: await state("sbom", sbom),
  };
  const stored = await (async () => {
    const { type } = made;
    if (made.type === "image") {
      const { repository } = workloadNames({ service: workload, environment });
      await putImage(await clients.ecr(), repository, await manifestIn(path, sha256), version);
      return { type, digest: made.digest };
    }
    const extension = made.type === "zip" ? "zip" : "whl";
    const key = `${workload}/${type}/${sha256}.${extension}`;
    const versionId = await publishFile(clients, { bucket, key, bytes: await readFile(path) });
    if (made.type === "zip") return { type, key, versionId, sha256 };
    return { type, name: made.name, version: made.version, sha256 };
  })();
  for (const kind of ["signature", "provenance", "sbom"] as const) {
    const key = `${bundleFolderOf(workload, sha256)}${bundleNameOf(kind)}`;
    await publishFile(clients, { bucket, key, bytes: bundles[kind] });
  }
  return { stored, sha256, bundles };
}

/** The manifest of an image in an OCI image layout. */
async function manifestIn(layout: string, sha256: string): Promise<string> {
  const manifest = await readFile(join(layout, "blobs", "sha256", sha256), "utf8").catch(() => "");
  const got = createHash("sha256").update(manifest).digest("hex");
  if (got === sha256) return manifest;
  throw new InvalidInput(layout, [formatProblem("SHA-256 of the manifest", got, sha256)]);
}
