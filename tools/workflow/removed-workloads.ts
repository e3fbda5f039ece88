import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { entryNames } from "../../infra/catalog/entry-files";
import { checkRemovals, dayOf } from "../../infra/catalog/removals";
import { isEnvironment } from "../../infra/environments";
import { parse } from "../../infra/problems";
import { readStackFile } from "../../infra/settings/stack-file";
import { reportError } from "../report-error";

const ROOT = new URL("../../", import.meta.url);

const exported = z.looseObject({
  deployment: z.looseObject({ resources: z.unknown().default([]) }),
});

/** The resources of a state, as `pulumi stack export` prints it. */
export function resourcesOf(state: string): unknown {
  return parse(exported, JSON.parse(state), "the state").deployment.resources;
}

/** `pulumi stack export | tools/workflow/removed-workloads.ts <environment>`, before anything is planned. */
async function main(environment = ""): Promise<void> {
  if (!isEnvironment(environment)) throw new Error(`environment is ${environment}`);
  const state = resourcesOf(await text(process.stdin));
  const { settings } = readStackFile(ROOT, environment);
  const names = entryNames(new URL("stacks/catalog/", ROOT));
  checkRemovals(state, names, settings, dayOf(new Date()));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(process.argv[2]).catch(reportError);
}
