import type { Workload } from "../../../infra/catalog/workload";
import { present } from "../check";
import type { Stage } from "../stage";
import { attest, type Build, signersOf, storedReleases } from "./build";
import { codeOf } from "./code";

/** A release that was built before, as it lies in stg's bucket. */
export async function releasedBuild(
  stage: Stage,
  workload: Workload,
  version: string,
): Promise<Build> {
  const found = await storedReleases(stage, workload, version).find(workload.name, version);
  const release = present("release", found);
  const attestations = await attest(stage, release, signersOf(stage, workload));
  return { release, workload, code: codeOf(workload, version), attestations };
}
