import { pathToFileURL } from "node:url";
import { catalogWorkload } from "./catalog-workload";
import { reportError } from "./report-error";
import { runNc } from "./run-nc";

/** `tools/performance-gate.ts <workload> <environment>`: `nc performance check`, of what answers requests alone. */
async function main(name = "", environment = ""): Promise<void> {
  const { kind } = await catalogWorkload(name);
  if (kind !== "service") {
    console.log(`${name} is a ${kind}: nothing of it is asked over the network.`);
    return;
  }
  await runNc(["performance", "check", name, "--environment", environment]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
