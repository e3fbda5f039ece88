import { createHash } from "node:crypto";
import { parseRelease, type Release } from "../../../delivery/decisions/release/release";
import type { Workload } from "../../../infra/catalog/workload";
import type { Behaviour } from "../../api/simulation/behaviours";
import { setBehaviour } from "../../api/simulation/behaviours";
import type { Stage } from "../stage";

/** What a run of a workload's build has made for one tag. */
export interface Build {
  readonly release: Release;
  readonly workload: Workload;
  /** The image's manifest (OCI image specification 1.1), whose SHA-256 is the image's digest. */
  readonly image: string;
}

/** The run of GitHub Actions that builds and promotes what is rehearsed. */
export const RUN = { id: 4711, attempt: 1, startedBy: "octocat" } as const;

/**
 * Builds a release of a workload that ships an image, at this moment of the virtual clock.
 *
 * @param behaviour - of its tasks, once they run
 */
export function buildImage(
  stage: Stage,
  workload: Workload,
  version: string,
  behaviour: Behaviour = "healthy",
): Build {
  const of = (what: string) => sha256(`${what} of ${workload.name} ${version}`);
  const image = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: {
      mediaType: "application/vnd.oci.image.config.v1+json",
      digest: of("config"),
      size: 2,
    },
    layers: [],
  });
  const digest = sha256(image);
  for (const account of stage.world.accounts) setBehaviour(account, digest, behaviour);
  const { name, kind, app, repository, repositoryId } = workload;
  const release = parseRelease({
    schema: 1,
    version,
    workload: name,
    kind,
    app,
    commit: of("commit").slice("sha256:".length, "sha256:".length + 40),
    repository: `${stage.settings.prod.github.organization}/${repository}`,
    repositoryId,
    run: RUN,
    taggedAt: stage.clock.now().toISOString(),
    artifacts: [
      {
        type: "image",
        digest,
        sbom: { digest: of("sbom"), predicateType: "https://spdx.dev/Document" },
        provenance: { digest: of("provenance"), predicateType: "https://slsa.dev/provenance/v1" },
      },
    ],
    flags: [],
    change: { type: "standard", risk: "low", summary: `${name} ${version}` },
  });
  return { release, workload, image };
}

/** Digest of a build's image, `sha256:...`. */
export function digestOfImage({ image }: Build): string {
  return sha256(image);
}

function sha256(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
