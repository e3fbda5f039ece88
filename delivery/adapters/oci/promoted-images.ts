import { createHash } from "node:crypto";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { ArtifactVerification, Verified } from "../../decisions/gates/facts";
import type { Artifacts } from "../../ports/artifacts";
import type { Attestations } from "../../ports/attestations";
import { copyWithReferrers } from "./oras";
import { findManifest, type OciRepository } from "./repository";

/** Where images are promoted from, and where to. */
export interface PromotedImages {
  /** Path of the executable `oras`. */
  readonly oras: string;
  readonly from: OciRepository;
  readonly to: OciRepository;
  /** What is attached to images there, verified. */
  readonly attestations: { readonly from: Attestations; readonly to: Attestations };
  /** Ends the copying. @default - nothing does */
  readonly signal?: AbortSignal;
}

/**
 * Promotes images by digest, with what is attached to them (CI/CL-002 §15). All is verified where it comes from before
 * anything is copied, and again where it has arrived. The image gets the release's version as its tag.
 */
export function promotedImages(setting: PromotedImages): Artifacts {
  const { oras, from, to, attestations, signal } = setting;
  return {
    async copy(release) {
      const digests = release.artifacts.flatMap((each) =>
        each.type === "image" ? [each.digest] : [],
      );
      refuseUnverified(await attestations.from.of(release), digests, from);
      for (const digest of digests) {
        const tagged = await digestOfTag(to, release.version);
        if (tagged !== undefined && tagged !== digest) {
          const problem = formatProblem(
            `tag ${release.version}`,
            tagged,
            `${digest}, or no such tag`,
          );
          throw new InvalidInput(`${to.host}/${to.name}`, [problem]);
        }
        const tag = tagged === undefined ? release.version : undefined;
        await copyWithReferrers(oras, { repository: from, digest }, to, tag, signal);
      }
      refuseUnverified(await attestations.to.of(release), digests, to);
    },
  };
}

function refuseUnverified(
  found: readonly ArtifactVerification[],
  digests: readonly string[],
  { host, name }: OciRepository,
): void {
  const problems = digests.flatMap((digest) => {
    const own = found.find((each) => each.digest === digest);
    if (own === undefined) return [formatProblem(digest, "not verified", "signed and attested")];
    return (["signature", "provenance", "sbom"] as const).flatMap((kind) => {
      const result: Verified | { state: "not-needed" } = own[kind];
      if (result.state === "verified") return [];
      const why = result.state === "refused" ? result.why : "it was not looked for";
      return [`${kind} of ${digest} is refused: ${why}`];
    });
  });
  if (problems.length > 0) throw new InvalidInput(`${host}/${name}`, problems);
}

async function digestOfTag(repository: OciRepository, tag: string): Promise<string | undefined> {
  const manifest = await findManifest(repository, tag);
  if (manifest === undefined) return undefined;
  return `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
}
