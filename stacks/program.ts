import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../infra/problems";
import { loadSettings } from "../infra/settings/load";
import { environment } from "./environment";
import { loadCatalog } from "./load-catalog";

/**
 * The program: reads its stack's settings and the catalog, and makes that environment.
 *
 * @param folder - of the catalog. @default - `stacks/catalog/`
 */
export async function program(folder?: URL): Promise<Record<string, unknown>> {
  const settings = loadSettings();
  const catalog = await loadCatalog(folder).catch((error) => {
    throw error instanceof InvalidInput ? new pulumi.RunError(error.message) : error;
  });
  return environment(settings, catalog);
}
