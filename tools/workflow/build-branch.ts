import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Workload } from "../../infra/catalog/workload";
import { reportError } from "../report-error";
import { buildArtifacts } from "./build-artifacts";
import { reviewedCatalog } from "./catalog-workload";

/**
 * The workloads of a repository that a branch is built of: all but Terraform stacks, which are planned, and those that
 * are retired.
 *
 * @param repository - `owner/name`
 */
export function branchBuilds(catalog: readonly Workload[], repository: string): Workload[] {
  const [, repo] = repository.split("/");
  return catalog.filter(
    (each) => each.repository === repo && each.kind !== "terraform" && !each.retired,
  );
}

/**
 * `tools/workflow/build-branch.ts <checkout> <folder>`: builds what GITHUB_REPOSITORY ships, and publishes nothing of it
 * (CI/CL-002 §5, "build-only").
 */
async function main(checkout = ".", out = "built"): Promise<void> {
  const { GITHUB_REPOSITORY = "" } = process.env;
  const workloads = branchBuilds(await reviewedCatalog(), GITHUB_REPOSITORY);
  for (const workload of workloads) {
    const sha256 = await buildArtifacts(workload, checkout, join(out, workload.name));
    console.log(`${workload.name} is built: ${sha256}`);
  }
  console.log(`${workloads.length} workloads of ${GITHUB_REPOSITORY} are built.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
