import { z } from "zod";
import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { isMainBuild, isPrerelease, isVersion, mainBuildVersion } from "./version";

/**
 * What a build is for (CI/CL-002 §5). Of a branch nothing is deployed, but that what is merged to `main` goes to
 * dev (§11): a `main-build`.
 */
export const RELEASE_KINDS = ["build-only", "main-build", "pre-release", "release"] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

const BRANCH = "refs/heads/";
const MAIN = "refs/heads/main";
const TAG = "refs/tags/";

const WANTED = 'a branch, or a SemVer tag, in full: "refs/heads/main" or "refs/tags/v1.4.0"';

/** A git ref that a build may be of. */
export const gitRef = z
  .string()
  .max(512)
  .refine((ref) => kindOf(ref) !== undefined, WANTED);

/**
 * The kind of a build, by its git ref alone: a branch is built only but for `main`, a SemVer tag is a release, and
 * a pre-release if its version is one.
 *
 * @param ref - in full, such as `refs/tags/v1.4.0`
 * @throws {InvalidInput} for any other ref
 */
export function releaseKind(ref: string): ReleaseKind {
  const kind = kindOf(ref);
  if (kind === undefined) {
    throw new InvalidInput("the git ref", [formatProblem("ref", ref, WANTED)]);
  }
  return kind;
}

function kindOf(ref: string): ReleaseKind | undefined {
  if (ref === MAIN) return "main-build";
  if (ref.startsWith(BRANCH) && ref.length > BRANCH.length) return "build-only";
  const tag = versionOf(ref);
  // The version of a build of main is no tag: whoever pushed it would give that build another commit.
  if (!ref.startsWith(TAG) || !isVersion(tag) || isMainBuild(tag)) return undefined;
  return kindOfVersion(tag);
}

/** The kind of what has a version: all but `build-only`, which has none. */
export function kindOfVersion(version: string): Exclude<ReleaseKind, "build-only"> {
  if (isMainBuild(version)) return "main-build";
  return isPrerelease(version) ? "pre-release" : "release";
}

/** The tag of a ref that is one, such as `v1.4.0` of `refs/tags/v1.4.0`. */
function versionOf(ref: string): string {
  return ref.slice(TAG.length);
}

/**
 * The version of what a run builds of a ref: the tag, or that of a build of `main`; nothing where a branch is built only.
 *
 * @param ref - in full
 * @param run - the run of GitHub Actions
 */
export function buildVersion(
  ref: string,
  run: Parameters<typeof mainBuildVersion>[0],
): string | undefined {
  const kind = releaseKind(ref);
  if (kind === "build-only") return undefined;
  return kind === "main-build" ? mainBuildVersion(run) : versionOf(ref);
}

/** Environments that a release of one kind may be promoted into, in their order (CI/CL-002 §5, §11). */
export const PROMOTED_INTO = {
  "build-only": [],
  "main-build": ["dev"],
  "pre-release": ["dev", "stg"],
  release: ["stg", "prod"],
} as const satisfies Record<ReleaseKind, readonly Environment[]>;
