import { pathToFileURL } from "node:url";
import { factsOf } from "../../infra/catalog/workload";
import { reportError } from "../report-error";
import { catalogWorkload } from "./catalog-workload";

/**
 * What a job that promotes a workload has to install, by the reviewed catalog.
 *
 * @param folder - of the catalog; its URL ends with a slash. @default - the reviewed one
 * @throws {InvalidInput} if the catalog has no such workload, or is wrong
 */
export async function workloadFacts(
  name: string,
  folder?: URL,
): Promise<{ readonly kind: string; readonly shipsImage: boolean }> {
  const workload = await catalogWorkload(name, folder);
  return { kind: workload.kind, shipsImage: factsOf(workload).shipsImage === true };
}

/** `tools/workflow/workload-facts.ts <workload>`: a line of GITHUB_OUTPUT for each. */
async function main(name = ""): Promise<void> {
  const { kind, shipsImage } = await workloadFacts(name);
  console.log(`kind=${kind}\nships-image=${shipsImage}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(process.argv[2]).catch(reportError);
}
