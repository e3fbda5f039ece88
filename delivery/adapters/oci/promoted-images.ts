import { createHash } from "node:crypto";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Artifacts } from "../../ports/artifacts";
import { copyWithReferrers } from "./oras";
import { findManifest, type OciRepository } from "./repository";

/** Where images are promoted from, and where to. */
export interface PromotedImages {
  /** Path of the executable `oras`. */
  readonly oras: string;
  readonly from: OciRepository;
  readonly to: OciRepository;
  /** Ends the copying. @default - nothing does */
  readonly signal?: AbortSignal;
}

/**
 * Copies images by digest, with what is attached to them (CI/CL-002 §15). The image gets the release's version as its
 * tag. Who calls it verifies them.
 */
export function promotedImages(setting: PromotedImages): Artifacts {
  const { oras, from, to, signal } = setting;
  return {
    async copy(release) {
      const digests = release.artifacts.flatMap((each) =>
        each.type === "image" ? [each.digest] : [],
      );
      for (const digest of digests) {
        const tagged = await digestOfTag(to, release.version);
        if (tagged !== undefined && tagged !== digest) {
          const problem = formatProblem(
            `tag ${release.version}`,
            tagged,
            `${digest}, or no such tag`,
          );
          throw new InvalidInput(placeOf(to), [problem]);
        }
        const tag = tagged === undefined ? release.version : undefined;
        await copyWithReferrers(oras, { repository: from, digest }, to, tag, signal);
      }
    },
  };
}

function placeOf({ host, name }: OciRepository): string {
  return `${host}/${name}`;
}

async function digestOfTag(repository: OciRepository, tag: string): Promise<string | undefined> {
  const manifest = await findManifest(repository, tag);
  if (manifest === undefined) return undefined;
  return `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
}
