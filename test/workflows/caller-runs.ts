import { catalogIn } from "../../delivery/adapters/catalog";
import { callerOf } from "../../delivery/decisions/workflows/caller";
import type { Started } from "./job-graph";
import { type RanJob, runOf } from "./run-graph";

const PLATFORM = { organization: "neurocipher", repository: "nc-platform" };
const CATALOG = new URL("../fixtures/catalog/", import.meta.url);

/** Which jobs run of the rendered workflow of a repository with one workload of the tests' catalog, by how it is started. */
export async function runsOf(workload: string): Promise<(started: Started) => RanJob[]> {
  const catalog = await catalogIn(CATALOG);
  const workloads = catalog.filter(({ name }) => name === workload);
  const text = callerOf({ workloads }, PLATFORM);
  return (started) => runOf(text, started);
}

/** A job that ran, such as `deliver-core / stg / promote (stg)`. */
export function pathAndEnvironment({ path, environment }: RanJob): string {
  return environment ? `${path} (${environment})` : path;
}

/** The push of a tag. */
export function tag(version: string, ends: Started["ends"] = {}): Started {
  return { event: "push", ref: `refs/tags/${version}`, ends };
}
