import { openCloud } from "../../../sandbox/cloud/record";
import { foldersOf } from "../../../sandbox/folders";
import { flagReleases } from "./flags";
import { functionReleases } from "./function";
import { jobReleases } from "./job";
import { serviceReleases } from "./service";
import { workerReleases } from "./worker";

/** Releases of one workload of each kind, in the account of dev below `folder`. */
export function allReleases(folder: string) {
  const cloud = openCloud(foldersOf(folder).cloud("dev"));
  return {
    cloud,
    service: serviceReleases(cloud),
    fn: functionReleases(cloud),
    worker: workerReleases(cloud),
    job: jobReleases(cloud),
    flags: flagReleases(cloud),
  };
}
