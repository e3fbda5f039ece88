import type { Environment } from "../../../infra/environments";
import type { Release } from "./release";

type Artifact = Release["artifacts"][number];

/** The artifacts of a release that an environment gets: of Terraform's plans the one that was made for it. */
export function artifactsFor(
  { artifacts }: Pick<Release, "artifacts">,
  environment: Environment,
): readonly Artifact[] {
  return artifacts.filter(
    (each) => each.type !== "terraform-plan" || each.environment === environment,
  );
}

/** Digest of an artifact's bytes, `sha256:...`; of an image, that of its manifest. */
export function artifactDigest(artifact: Artifact): string {
  return artifact.type === "image" ? artifact.digest : `sha256:${artifact.sha256}`;
}
