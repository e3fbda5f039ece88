import type { Verifier } from "@sigstore/verify";
import type { Release } from "../../../decisions/release/release";
import type { Artifacts } from "../../../ports/artifacts";
import type { Attestations } from "../../../ports/attestations";
import { promotedImages } from "../../oci/promoted-images";
import { refuseUnverified } from "../../signing/refuse-unverified";
import { type Builder, sigstoreAttestations } from "../../signing/sigstore-attestations";
import type { AwsClients } from "../clients";
import { type ArtifactAccount, ecrRepository } from "./account-artifacts";
import { awsArtifactSource } from "./artifact-source";
import { promotedFiles } from "./promoted-files";

/** Where the artifacts of releases lie, and whom to believe about them. */
export interface AwsArtifactsArgs {
  readonly clients: AwsClients;
  /** Account that is delivered into. */
  readonly account: ArtifactAccount;
  /** Account that artifacts are promoted from. @default - they are built into `account` */
  readonly from?: ArtifactAccount;
  /** Trusts the services that sign. */
  readonly verifier: Verifier;
  readonly builder: Builder;
  /** Path of the executable `oras`. */
  readonly oras: string;
  /** Ends the copying of an image. @default - nothing does */
  readonly signal?: AbortSignal;
}

/**
 * The artifacts of an environment: what is attached to them where they come from, for the gates, and their promotion.
 * Where they are built, their promotion verifies them, and copies nothing.
 */
export function awsArtifacts(args: AwsArtifactsArgs): {
  artifacts: Artifacts;
  attestations: Attestations;
} {
  const { clients, account, from, verifier, builder, oras, signal } = args;
  const repositoryIn = (holder: ArtifactAccount) => (workload: string) =>
    ecrRepository(clients, holder, workload);
  const sourceOf = (holder: ArtifactAccount) =>
    awsArtifactSource(clients, holder, repositoryIn(holder));
  const attestationsOf = (holder: ArtifactAccount) =>
    sigstoreAttestations(verifier, builder, sourceOf(holder));
  const own = attestationsOf(account);
  if (from === undefined) {
    const copy = async (release: Release) => {
      const place = `the artifacts in ${account.environment}`;
      refuseUnverified(await own.of(release), release.artifacts.map(digestOf), place);
    };
    return { artifacts: { copy }, attestations: own };
  }
  const attestations = { from: attestationsOf(from), to: own };
  const files = promotedFiles({ clients, source: sourceOf(from), to: account, attestations });
  return {
    attestations: attestations.from,
    artifacts: {
      async copy(release) {
        const { workload } = release;
        const images = { from: repositoryIn(from)(workload), to: repositoryIn(account)(workload) };
        await promotedImages({ ...images, oras, attestations, signal }).copy(release);
        await files.copy(release);
      },
    },
  };
}

function digestOf(artifact: Release["artifacts"][number]): string {
  return artifact.type === "image" ? artifact.digest : `sha256:${artifact.sha256}`;
}
