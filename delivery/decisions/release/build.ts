import { type Frozen, parse } from "../../../infra/problems";
import { parseRelease, type Release, release } from "./release";
import { buildVersion, type ReleaseKind, releaseKind } from "./release-kind";

/** What a build says of what it has made; all else of a release follows from its run on GitHub. */
export const build = release.pick({
  workload: true,
  kind: true,
  app: true,
  artifacts: true,
  migrations: true,
  flags: true,
  change: true,
});

/** Where a release comes from. */
export interface Origin
  extends Pick<Release, "commit" | "repository" | "repositoryId" | "run" | "taggedAt"> {
  /** The git ref that was built, in full, such as `refs/tags/v1.4.0`. */
  readonly ref: string;
}

/** What a build has made: a release where its ref is a version's tag or `main`, and else nothing to promote. */
export type Made =
  | { readonly kind: "build-only" }
  | { readonly kind: Exclude<ReleaseKind, "build-only">; readonly release: Release };

/**
 * Reads what a build says.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function parseBuild(value: unknown): Frozen<typeof build._zod.output> {
  return parse(build, value, "the build");
}

/**
 * The release of a build, by its ref alone (CI/CL-002 §5).
 *
 * @throws {InvalidInput} for a ref that is neither a branch nor a version's tag, or an origin that is none
 */
export function releaseOfBuild(
  made: ReturnType<typeof parseBuild>,
  { ref, ...origin }: Origin,
): Made {
  const kind = releaseKind(ref);
  if (kind === "build-only") return { kind };
  const version = buildVersion(ref, origin.run);
  const manifest = { schema: 1, version, ...origin, ...made };
  return { kind, release: parseRelease(manifest) };
}
