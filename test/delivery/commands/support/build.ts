import { writeFileSync } from "node:fs";
import { manifest } from "../../decisions/release/fixture";

/** Writes what a build says of the release of `manifest()`, with other fields where that is asked for. */
export function writeBuild(path: string, fields: object = {}): void {
  const { workload, kind, app, artifacts, flags, change } = manifest();
  writeFileSync(path, JSON.stringify({ workload, kind, app, artifacts, flags, change, ...fields }));
}

/** The variables of the run on GitHub that has built a version. */
export function runOf(version: string, commit: string) {
  return {
    GITHUB_REF: `refs/tags/${version}`,
    GITHUB_SHA: commit,
    GITHUB_REPOSITORY: "neurocipher/billing",
    GITHUB_REPOSITORY_ID: "1001",
    GITHUB_RUN_ID: "77",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_TRIGGERING_ACTOR: "ada",
  };
}
