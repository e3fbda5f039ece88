import type { Verifier } from "@sigstore/verify";
import type { Release } from "../../../decisions/release/release";
import type { Artifacts } from "../../../ports/artifacts";
import type { Attestations } from "../../../ports/attestations";
import { promotedImages } from "../../oci/promoted-images";
import { type Signers, sigstoreAttestations } from "../../signing/sigstore-attestations";
import { refuseUnverified, verifiedPromotion } from "../../signing/verified-promotion";
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
  readonly signers: Signers;
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
  const { clients, account, from, verifier, signers, oras, signal } = args;
  const sourceOf = (holder: ArtifactAccount) =>
    awsArtifactSource(clients, { holder, plans: account });
  const attestationsOf = (holder: ArtifactAccount) =>
    sigstoreAttestations(verifier, signers, sourceOf(holder), account.environment);
  const placeOf = (holder: ArtifactAccount) => ({
    name: `the artifacts in ${holder.environment}`,
    attestations: attestationsOf(holder),
  });
  const own = placeOf(account);
  if (from === undefined) {
    const copy = (release: Release) => refuseUnverified(own, release);
    return { artifacts: { copy }, attestations: own.attestations };
  }
  const images: Artifacts = {
    copy: (release) =>
      promotedImages({
        oras,
        from: ecrRepository(clients, from, release.workload),
        to: ecrRepository(clients, account, release.workload),
        signal,
      }).copy(release),
  };
  const source = placeOf(from);
  const files = promotedFiles(clients, from, account);
  return {
    attestations: source.attestations,
    artifacts: verifiedPromotion(source, own, [images, files]),
  };
}
