import * as pulumi from "@pulumi/pulumi";
import { checkQuotas } from "../infra/catalog/quotas";
import type { Catalog } from "../infra/catalog/workload";
import { checkAgent } from "../infra/flags/agent";
import { InvalidInput } from "../infra/problems";
import { loadSettings } from "../infra/settings/load";
import type { Settings } from "../infra/settings/parse";
import { environment } from "./environment";
import { loadCatalog } from "./load-catalog";

/**
 * The program: reads its stack's settings and the catalog, and makes that environment.
 *
 * @param folder - of the catalog. @default - `stacks/catalog/`
 */
export async function program(folder?: URL): Promise<Record<string, unknown>> {
  const settings = loadSettings();
  const catalog = await loadValidCatalog(settings, folder).catch((error) => {
    throw error instanceof InvalidInput ? new pulumi.RunError(error.message) : error;
  });
  return environment(settings, catalog);
}

/** @throws {InvalidInput} if an entry is wrong, or all of them are too much for the environment */
async function loadValidCatalog(settings: Settings, folder: URL | undefined): Promise<Catalog> {
  const catalog = await loadCatalog(folder);
  checkQuotas(catalog, settings);
  checkAgent(catalog, settings);
  return catalog;
}
