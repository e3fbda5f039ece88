import type { Environment } from "../../../../infra/environments";
import { platformNames } from "../../../../infra/naming/platform-names";
import { workloadNames } from "../../../../infra/naming/workload-names";
import { keepSecret } from "../../../../infra/secrets";
import type { Release } from "../../../decisions/release/release";
import type { OciRepository } from "../../oci/repository";
import type { AwsClients } from "../clients";

/** An account that holds artifacts. */
export interface ArtifactAccount {
  readonly environment: Environment;
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
}

/** An artifact that is a file in the artifact bucket. */
export type BlobArtifact = Exclude<Release["artifacts"][number], { type: "image" }>;

/** How long before its end a token of ECR is replaced, in milliseconds. */
const MARGIN = 60_000;

/** What is attached to a file, and lies beside it. */
export const BUNDLES = ["signature", "provenance", "sbom"] as const;
export type Bundle = (typeof BUNDLES)[number];

/** Bucket of an account in which zips and wheels lie, each below its workload's name. */
export function artifactBucketOf(account: ArtifactAccount): string {
  return platformNames(account).artifactBucket;
}

/**
 * Key of a file in the artifact bucket. A wheel is there too: what CodeArtifact has is for those who install it, and
 * no other account may read it.
 */
export function keyOf(artifact: BlobArtifact, workload: string): string {
  return artifact.type === "wheel" ? `${workload}/wheel/${artifact.sha256}.whl` : artifact.key;
}

/** Folder of what is attached to a file, by the file's own SHA-256. A release's manifest is such a file too. */
export function bundleFolderOf(workload: string, sha256: string): string {
  return `${workload}/attestations/${sha256}/`;
}

/** Name of a bundle in that folder. */
export function bundleNameOf(bundle: Bundle): string {
  return `${bundle}.sigstore.json`;
}

/**
 * ECR's repository of a workload in an account, which may be another than that of the credentials: one token is good
 * for every registry that they may reach (ECR API, GetAuthorizationToken), for 12 hours.
 */
export function ecrRepository(
  clients: AwsClients,
  account: ArtifactAccount,
  workload: string,
): OciRepository {
  const { accountId, region, environment } = account;
  let known: { readonly header: string; readonly until: number } | undefined;
  return {
    host: `${accountId}.dkr.ecr.${region}.amazonaws.com`,
    name: workloadNames({ service: workload, environment }).repository,
    async authorization() {
      if (known !== undefined && Date.now() < known.until - MARGIN) return known.header;
      const ecr = await clients.ecr();
      const { authorizationData = [] } = await ecr.getAuthorizationToken({});
      const [{ authorizationToken = "", expiresAt = new Date(0) } = {}] = authorizationData;
      keepSecret(authorizationToken);
      // What it encodes, `AWS:<password>`, is what a tool such as oras would show.
      keepSecret(Buffer.from(authorizationToken, "base64").toString().replace(/^AWS:/, ""));
      known = { header: `Basic ${authorizationToken}`, until: expiresAt.getTime() };
      return known.header;
    },
  };
}
