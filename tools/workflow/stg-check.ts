import { pathToFileURL } from "node:url";
import type { Workload } from "../../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { reportError } from "../report-error";
import { catalogWorkload } from "./catalog-workload";
import { runNc } from "./run-nc";

/** What a deployed workload is asked over the network, as its users ask it. */
const CHECKS = ["contract", "performance"] as const;

/** Why nothing of a workload is asked over the network; nothing where it is. */
export function reasonNotAsked(workload: Workload): string | undefined {
  switch (workload.kind) {
    case "service":
      return undefined;
    case "function":
      return workload.http
        ? "its HTTP API asks IAM who calls, and no job may: the bake watches its canary's answers and 95th percentile"
        : "it answers no HTTP: the bake watches its errors and 95th percentile";
    case "worker":
    case "job":
    case "terraform":
      return `it is a ${workload.kind}, and answers nobody`;
  }
}

/** `tools/workflow/stg-check.ts <check> <workload> <environment> [<checkout>]`: `nc <check> check`, of what answers requests. */
async function main(given = "", name = "", environment = "", checkout?: string): Promise<void> {
  const check = CHECKS.find((each) => each === given);
  if (check === undefined) {
    const problem = formatProblem("check", given, `one of ${CHECKS.join(", ")}`);
    throw new InvalidInput("arguments", [problem]);
  }
  const reason = reasonNotAsked(await catalogWorkload(name));
  if (reason !== undefined) {
    console.log(`${name} is not asked over the network: ${reason}.`);
    return;
  }
  const at = checkout === undefined ? [] : ["--checkout", checkout];
  await runNc([check, "check", name, "--environment", environment, ...at]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
