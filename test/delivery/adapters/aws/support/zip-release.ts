import { createHash } from "node:crypto";
import type { AwsClients } from "../../../../../delivery/adapters/aws/clients";
import { parseRelease, type Release } from "../../../../../delivery/decisions/release/release";
import { type Manifest, manifest } from "../../../decisions/release/fixture";

/** A zip that a build has put into the artifact bucket, and the release that names it. */
export async function releaseOfZip(
  clients: AwsClients,
  {
    artifactBucket: Bucket,
    service,
  }: { readonly artifactBucket: string; readonly service: string },
  code: string,
  fields: Partial<Manifest> & { readonly sha256?: string } = {},
): Promise<Release> {
  const { sha256 = hexOf(code), ...others } = fields;
  const key = `${service}/zip/release.zip`;
  const s3 = await clients.s3();
  const { VersionId: versionId = "" } = await s3.putObject({ Bucket, Key: key, Body: code });
  const digest = `sha256:${"3".repeat(64)}`;
  const sbom = { digest, predicateType: "https://spdx.dev/Document" };
  const provenance = { digest, predicateType: "https://slsa.dev/provenance/v1" };
  const zip = { type: "zip" as const, key, versionId, sha256, sbom, provenance };
  return parseRelease(manifest({ workload: service, artifacts: [zip], ...others }));
}

export const hexOf = (code: string) => createHash("sha256").update(code).digest("hex");

/** As Lambda writes it. */
export const base64Of = (code: string) => createHash("sha256").update(code).digest("base64");
