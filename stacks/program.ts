import * as pulumi from "@pulumi/pulumi";
import { checkForms } from "../infra/catalog/form";
import { grantNotices } from "../infra/catalog/links/grants";
import { dayOf } from "../infra/catalog/removals";
import { retirementWarnings } from "../infra/catalog/retirement-checks";
import { runtimeWarnings } from "../infra/catalog/runtime-warnings";
import type { Catalog } from "../infra/catalog/workload";
import { checkEnvironment } from "../infra/check-environment";
import { MANAGES_GITHUB } from "../infra/environments";
import { exceptionWarnings } from "../infra/github/ruleset-exceptions";
import { readOtherSettings } from "../infra/lead-time/other-settings";
import { formatProblem, InvalidInput } from "../infra/problems";
import { isPublic } from "../infra/settings/address-block";
import { readCidrBlocks } from "../infra/settings/cidr-overlap";
import { loadSettings } from "../infra/settings/load";
import type { Settings } from "../infra/settings/parse";
import { settingsOfAll } from "../infra/settings/stack-file";
import { environment } from "./environment";
import { loadCatalog } from "./load-catalog";
import { formerShapes, type ShapesByWorkload } from "./shapes";

/** Folder of `Pulumi.yaml` and the stack files. */
const PROJECT = new URL("../", import.meta.url);

/** What the program reads besides its stack's config; each URL ends with a slash. */
export interface ProgramFolders {
  /** @default - `stacks/catalog/` */
  readonly catalog?: URL | undefined;
  /** Folder of `Pulumi.yaml` and the stack files. @default - the repository */
  readonly project?: URL;
}

/** The program: reads its stack's settings and the catalog, and makes that environment. */
export async function program(folders: ProgramFolders = {}): Promise<Record<string, unknown>> {
  const settings = loadSettings();
  if (isPublic(settings.cidr)) {
    const want = "a private block, as its owner on the internet is out of reach from the VPC";
    await pulumi.log.warn(formatProblem("cidr", settings.cidr, want));
  }
  const { catalog, all, former } = await loadAll(settings, folders).catch((error) => {
    throw error instanceof InvalidInput ? new pulumi.RunError(error.message) : error;
  });
  const today = new Date();
  const warnings = [
    ...runtimeWarnings(catalog, today),
    ...retirementWarnings(catalog, dayOf(today)),
    ...exceptionWarnings(settings),
    ...grantNotices(catalog, settings.environment),
  ];
  for (const warning of warnings) await pulumi.log.warn(warning);
  return environment(settings, catalog, all, former);
}

/**
 * The catalog, and the settings of every environment that the stack of `settings` manages.
 *
 * @throws {InvalidInput} if an entry is wrong, or does not go together with the environment as it is
 */
async function loadAll(
  settings: Settings,
  { catalog: folder, project = PROJECT }: ProgramFolders,
): Promise<{ catalog: Catalog; all: readonly Settings[]; former: ShapesByWorkload }> {
  const catalog = await loadCatalog(folder);
  checkEnvironment(
    settings,
    catalog,
    readCidrBlocks(project),
    readOtherSettings(project),
    new Date(),
  );
  const former = await formerShapes();
  checkForms(catalog, former, settings.environment);
  const managesGitHub = settings.environment === MANAGES_GITHUB;
  return { catalog, all: managesGitHub ? settingsOfAll(settings, project) : [settings], former };
}
