import type { Environment } from "../../infra/environments";
import type { AwsClients } from "../adapters/aws/clients";
import type { Predicates, Published } from "../adapters/signing/publish-artifact";
import type { Built } from "../decisions/release/built";
import type { Release } from "../decisions/release/release";
import type { Signed } from "../decisions/release/signers";
import type { Artifacts } from "../ports/artifacts";
import type { Attestations } from "../ports/attestations";
import type { Signing, Verification } from "../ports/signing";

/** Where artifacts of a workload lie. */
export interface ArtifactPlace {
  readonly environment: Environment;
  /** With the credentials of a role of that environment. */
  readonly clients: AwsClients;
  readonly workload: string;
}

/** What signs releases, verifies them, and keeps their artifacts, in place of Sigstore, cosign and oras. */
export interface SupplyChain {
  /** Signs statements as the workflow does whose work that is, in a run of the workload's repository. */
  signing(signed: Signed, workload: string): Signing;
  readonly verification: Verification;
  /** What is attached to the artifacts that a promotion into the environment starts from. */
  attestations(place: ArtifactPlace): Attestations;
  /** Brings a release into the environment. */
  artifacts(place: ArtifactPlace): Artifacts;
  /**
   * Signs what a build has made, attests to it, and puts it into the environment.
   *
   * @param path - of the file, or of the image's layout
   */
  publish(
    made: Built,
    path: string,
    predicates: Predicates,
    place: ArtifactPlace & { readonly version: string },
  ): Promise<Published>;
  /** The bundle of a release's manifest, as JSON. */
  signManifest(release: Release): Promise<string>;
}
