import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { isPrerelease, isVersion } from "./version";

/** What a build is for (CI/CL-002 §5). */
export type ReleaseKind = "build-only" | "pre-release" | "release";

const BRANCH = "refs/heads/";
const TAG = "refs/tags/";

/**
 * The kind of a build, by its git ref alone: a branch is built only, a SemVer tag is a release, and a
 * pre-release if its version is one.
 *
 * @param ref - in full, such as `refs/tags/v1.4.0`
 * @throws {InvalidInput} for any other ref
 */
export function releaseKind(ref: string): ReleaseKind {
  if (ref.startsWith(BRANCH) && ref.length > BRANCH.length) return "build-only";
  const tag = ref.slice(TAG.length);
  if (ref.startsWith(TAG) && isVersion(tag)) return isPrerelease(tag) ? "pre-release" : "release";
  const want = 'a branch, or a SemVer tag, in full: "refs/heads/main" or "refs/tags/v1.4.0"';
  throw new InvalidInput("the git ref", [formatProblem("ref", ref, want)]);
}

/** Environments that a release of one kind may be promoted into, in their order (CI/CL-002 §5, §11). */
export const PROMOTED_INTO = {
  "build-only": [],
  "pre-release": ["dev", "stg"],
  release: ["stg", "prod"],
} as const satisfies Record<ReleaseKind, readonly Environment[]>;
