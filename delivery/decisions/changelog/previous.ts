import { compareVersions, isPrerelease, isVersion } from "../release/version";

/**
 * The last release before `version`: the greatest of `tags` that is a release's, pre-releases left out. What has
 * changed is told since then, also in a pre-release.
 *
 * @param tags - of the commits that the release holds, of any form
 */
export function previousRelease(version: string, tags: readonly string[]): string | undefined {
  const releases = tags.filter(
    (tag) => isVersion(tag) && !isPrerelease(tag) && compareVersions(tag, version) !== 0,
  );
  return releases.sort(compareVersions).at(-1);
}
