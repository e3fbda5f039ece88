import semver from "semver";
import { z } from "zod";

/** The same as {@link isVersion} for readers of the JSON Schema (semver.org, "suggested regular expression"). */
const PATTERN =
  "^v(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)" +
  "(-(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?$";

/** A release's version: a SemVer 2.0.0 version after a `v`, such as `v1.4.0` or `v1.4.0-rc.1`. */
export const version = z
  .string()
  .max(128)
  .refine(isVersion, 'a SemVer tag such as "v1.4.0" or "v1.4.0-rc.1"')
  .meta({ pattern: PATTERN });

/**
 * Whether `text` is a version as a tag gives it. Build metadata (`+...`) is refused: two tags would then be
 * one version (SemVer 2.0.0, section 10), and ECR allows no `+` in a tag.
 */
export function isVersion(text: string): boolean {
  if (!text.startsWith("v")) return false;
  const parsed = semver.parse(text.slice(1));
  return parsed !== null && parsed.build.length === 0 && `v${parsed.version}` === text;
}

/** Whether a version is a pre-release, which never reaches prod. */
export function isPrerelease(tag: string): boolean {
  return semver.prerelease(tag) !== null;
}

/**
 * The version of what a run has built of `main`, such as `v0.0.0-main.4711.1`. It is no tag, and comes before every
 * version that is one.
 */
export function mainBuildVersion({
  id,
  attempt,
}: {
  readonly id: number;
  readonly attempt: number;
}): string {
  return `v0.0.0-main.${id}.${attempt}`;
}

/** Whether a version is one of `main`, which dev alone may have. */
export function isMainBuild(version: string): boolean {
  return semver.prerelease(version)?.[0] === "main";
}

/** -1, 0 or 1: whether `a` comes before `b` in SemVer's order, is equal or comes after it. */
export function compareVersions(a: string, b: string): -1 | 0 | 1 {
  return semver.compare(a, b);
}

/** What changed between two versions, by SemVer's rules; nothing where they are equal. */
export function bumpBetween(from: string, to: string): "major" | "minor" | "patch" | undefined {
  const difference = semver.diff(from, to);
  if (difference === null) return undefined;
  if (difference.endsWith("major")) return "major";
  return difference.endsWith("minor") ? "minor" : "patch";
}
