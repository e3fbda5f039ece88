import { z } from "zod";
import { formatProblem, InvalidInput, parse } from "../../../infra/problems";
import { findBlob, findManifest, getFrom, type OciRepository, unexpected } from "./repository";

/** Artifact type of what cosign 3 attaches, and media type of the bundle in it (sigstore/cosign, BUNDLE_SPEC). */
const BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

const INDEX = "application/vnd.oci.image.index.v1+json";

/** Most bundles that are read of one image. */
const MOST = 200;

const index = z.object({
  manifests: z.array(z.object({ digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) })),
});

const manifest = z.object({
  artifactType: z.string().optional(),
  layers: z.array(
    z.object({ mediaType: z.string(), digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) }),
  ),
});

/**
 * The Sigstore bundles that are attached to an image, none of them verified; empty where there is none.
 *
 * A registry that has no referrers API keeps the list under the tag `sha256-<hex>`
 * (opencontainers/distribution-spec, "Unavailable Referrers API").
 *
 * @param digest - of the image's manifest
 */
export async function bundlesOfImage(repository: OciRepository, digest: string): Promise<string[]> {
  const attached = await referrersOf(repository, digest);
  const subject = `what is attached to ${digest}`;
  if (attached.length > MOST) {
    throw new InvalidInput(subject, [formatProblem("count", attached.length, `at most ${MOST}`)]);
  }
  const bundles: string[] = [];
  for (const referrer of attached) {
    const bytes = await findManifest(repository, referrer.digest);
    if (bytes === undefined) continue;
    // The list itself may name another type: cosign's library takes that of the config (seen with cosign 3.0.6).
    const read = manifest.safeParse(jsonOf(bytes));
    if (read.data?.artifactType !== BUNDLE) continue;
    for (const layer of read.data.layers.filter(({ mediaType }) => mediaType === BUNDLE)) {
      const bundle = await findBlob(repository, layer.digest);
      if (bundle !== undefined) bundles.push(bundle.toString("utf8"));
    }
  }
  return bundles;
}

async function referrersOf(repository: OciRepository, digest: string) {
  const found: z.output<typeof index>["manifests"] = [];
  let path: string | undefined = `referrers/${digest}`;
  while (path !== undefined) {
    const answer = await getFrom(repository, path, INDEX);
    if ([404, 405].includes(answer.status)) return taggedReferrers(repository, digest);
    if (answer.status !== 200) throw unexpected(repository, path, answer);
    found.push(...parse(index, jsonOf(answer.bytes), "the registry's list of referrers").manifests);
    if (found.length > MOST) break;
    path = nextPage(answer.headers.get("link"));
  }
  return found;
}

/** Path of the next page, from the header `Link` (RFC 8288), which may name it in full. */
function nextPage(link: string | null): string | undefined {
  const next = /<([^>]+)>;\s*rel="?next"?/.exec(link ?? "")?.[1];
  if (next === undefined) return undefined;
  const { pathname, search } = new URL(next, "https://registry");
  return `${pathname}${search}`;
}

async function taggedReferrers(repository: OciRepository, digest: string) {
  const bytes = await findManifest(repository, digest.replace(":", "-"));
  if (bytes === undefined) return [];
  return parse(index, jsonOf(bytes), "the registry's list of referrers").manifests;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
