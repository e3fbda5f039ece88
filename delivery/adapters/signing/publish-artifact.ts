import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { bundleFromJSON } from "@sigstore/bundle";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { type Built, builtSha256 } from "../../decisions/release/built";
import { bundleFolderOf, bundleNameOf } from "../aws/artifacts/account-artifacts";
import { publishFile } from "../aws/artifacts/published-files";
import type { AwsClients } from "../aws/clients";
import type { ToolRun } from "../build/run-tool";
import { pushImage } from "../oci/pushed-image";
import { bundlesOfImage } from "../oci/referrers";
import type { OciRepository } from "../oci/repository";
import type { Cosign } from "./cosign";
import { PREDICATES, parseStatement } from "./statement";

/** Where a release's artifacts are published, and as what. */
export interface PublicationPlace {
  readonly clients: AwsClients;
  readonly bucket: string;
  /** Asked for only where the workload ships an image. */
  readonly registry: () => OciRepository;
  readonly workload: string;
  readonly version: string;
  readonly commit: string;
  /** Path of the executable `oras`. */
  readonly oras: string;
  readonly run: ToolRun;
}

/** An artifact as it was published: what the manifest says of it, and the bundles of its evidence, JSON. */
export interface Published {
  readonly stored: Readonly<Record<string, unknown>>;
  readonly sha256: string;
  readonly bundles: Readonly<Record<"provenance" | "sbom", string>>;
  /** What a person should know. @default - nothing */
  readonly note?: string;
}

/** What is attested of an artifact, each the text of a JSON predicate. */
export interface Predicates {
  readonly provenance: string;
  readonly sbom: string;
}

const TYPES = { provenance: "slsaprovenance1", sbom: "spdxjson" } as const;
const KINDS = ["provenance", "sbom"] as const;

/**
 * Puts an artifact where it is promoted from, signs it and attests to it (CI/CL-002 §15). Whoever calls it has compared
 * the bytes with the digest. What a run that was killed has put there is not put again, and is signed once more.
 *
 * @param path - of the file, or of the image's layout
 */
export async function publishArtifact(
  made: Built,
  path: string,
  predicates: Predicates,
  place: PublicationPlace,
  cosign: Cosign,
): Promise<Published> {
  if (made.type === "image") return publishImage(made.digest, path, predicates, place, cosign);
  const { clients, bucket, workload } = place;
  const { sha256 } = made;
  const folder = bundleFolderOf(workload, sha256);
  const texts = {
    signature: await cosign.signBlob(path),
    provenance: await cosign.attestBlob(path, TYPES.provenance, predicates.provenance),
    sbom: await cosign.attestBlob(path, TYPES.sbom, predicates.sbom),
  };
  const key = `${workload}/${made.type}/${sha256}.${made.type === "zip" ? "zip" : "whl"}`;
  const versionId = await publishFile(clients, { bucket, key, bytes: await readFile(path) });
  for (const kind of ["signature", ...KINDS] as const) {
    const bundle = { bucket, key: `${folder}${bundleNameOf(kind)}`, bytes: texts[kind] };
    await publishFile(clients, bundle);
  }
  const { type } = made;
  const stored =
    made.type === "zip"
      ? { type, key, versionId, sha256 }
      : { type, name: made.name, version: made.version, sha256 };
  return { stored, sha256, bundles: texts };
}

async function publishImage(
  digest: string,
  layout: string,
  predicates: Predicates,
  { registry, version, commit, oras, run }: PublicationPlace,
  cosign: Cosign,
): Promise<Published> {
  const to = registry();
  const commitTag = `sha-${commit.slice(0, 7)}`;
  const isFirst = await pushImage({ oras, layout, digest, to, version, commitTag }, run);
  await cosign.signImage(to, digest);
  for (const kind of KINDS) await cosign.attestImage(to, digest, TYPES[kind], predicates[kind]);
  const attached = await bundlesOfImage(to, digest);
  const bundleOf = (kind: (typeof KINDS)[number]) => {
    const found = attached.find((each) => states(each, PREDICATES[kind], predicates[kind]));
    if (found !== undefined) return found;
    const want = `the ${kind} that was attested`;
    throw new InvalidInput(`${to.host}/${to.name}@${digest}`, [
      formatProblem("attached", `${attached.length} bundles`, want),
    ]);
  };
  return {
    stored: { type: "image", digest },
    sha256: builtSha256({ type: "image", digest, folder: layout }),
    bundles: { provenance: bundleOf("provenance"), sbom: bundleOf("sbom") },
    ...(isFirst ? {} : { note: `${commitTag} stays with the first image of the commit` }),
  };
}

/** Whether a bundle states this predicate. */
function states(bundle: string, predicateType: string, predicate: string): boolean {
  const { content } = bundleFromJSON(JSON.parse(bundle));
  if (content.$case !== "dsseEnvelope") return false;
  const said = parseStatement(content.dsseEnvelope.payload.toString("utf8"));
  return (
    said.predicateType === predicateType && isDeepStrictEqual(said.predicate, JSON.parse(predicate))
  );
}
