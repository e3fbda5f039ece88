import { z } from "zod";
import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { isPrerelease, isVersion } from "./version";

/** What a build is for (CI/CL-002 §5). */
export type ReleaseKind = "build-only" | "pre-release" | "release";

const BRANCH = "refs/heads/";
const TAG = "refs/tags/";

const WANTED = 'a branch, or a SemVer tag, in full: "refs/heads/main" or "refs/tags/v1.4.0"';

/** A git ref that a build may be of. */
export const gitRef = z
  .string()
  .max(512)
  .refine((ref) => kindOf(ref) !== undefined, WANTED);

/**
 * The kind of a build, by its git ref alone: a branch is built only, a SemVer tag is a release, and a
 * pre-release if its version is one.
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
  if (ref.startsWith(BRANCH) && ref.length > BRANCH.length) return "build-only";
  const tag = versionOf(ref);
  if (!ref.startsWith(TAG) || !isVersion(tag)) return undefined;
  return isPrerelease(tag) ? "pre-release" : "release";
}

/** The tag of a ref that is one, such as `v1.4.0` of `refs/tags/v1.4.0`. */
export function versionOf(ref: string): string {
  return ref.slice(TAG.length);
}

/** Environments that a release of one kind may be promoted into, in their order (CI/CL-002 §5, §11). */
export const PROMOTED_INTO = {
  "build-only": [],
  "pre-release": ["dev", "stg"],
  release: ["stg", "prod"],
} as const satisfies Record<ReleaseKind, readonly Environment[]>;
