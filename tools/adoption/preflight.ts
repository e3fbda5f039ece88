import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { GitHubInventory } from "../../infra/adoption/inventory";
import { type Inventories, preflight, preflightReport } from "../../infra/adoption/preflight";
import { withAdoption } from "../../infra/adoption/stack-text";
import { ENVIRONMENTS, type Environment, isEnvironment } from "../../infra/environments";
import { formatProblem, InvalidInput } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import { requireProjectFile } from "../../infra/settings/project-file";
import { readStackFile } from "../../infra/settings/stack-file";
import { reportError } from "../report-error";
import { accountInventory } from "./account-inventory";
import { gitHubInventory } from "./github-inventory";

const ROOT = new URL("../../", import.meta.url);

/** What a preflight is asked to do. */
export interface PreflightRun {
  /** Folder of `Pulumi.yaml` and the stack files; its URL ends with a slash. */
  readonly project: URL;
  readonly environment: Environment;
  /** File that `pulumi preview --save-plan` has written. */
  readonly plan: string;
  readonly inventories: Inventories;
  readonly today: Date;
  /** Writes `adopt` into the stack's file. */
  readonly write: boolean;
  /** Removes refs that nothing of the platform knows from the environments that it manages. */
  readonly removeRefs: boolean;
  /** Whether the organization has GitHub Enterprise, where rulesets can evaluate. */
  readonly enterprise: boolean;
}

/**
 * Lists what is there, and what stands in the way.
 *
 * @returns whether nothing is left that stands in the way, and a line for each thing that is there
 * @throws {InvalidInput} if the settings or the plan are wrong
 */
export async function runPreflight(
  run: PreflightRun,
): Promise<{ clear: boolean; lines: readonly string[] }> {
  const { project, environment, inventories, today, enterprise } = run;
  const { name, settings } = readStackFile(project, environment);
  const plan: unknown = JSON.parse(readFileSync(run.plan, "utf8"));
  const enforcement = enterprise ? "evaluate" : "disabled";
  const found = await preflight(plan, settings, inventories, today, enforcement);
  const lines = preflightReport(found);
  if (run.write) {
    const file = fileURLToPath(new URL(name, project));
    const { content } = requireProjectFile(new URL("Pulumi.yaml", project));
    const text = withAdoption(readFileSync(file, "utf8"), String(content.name), found.adopt);
    writeFileSync(file, text);
  }
  const { gitHub } = inventories;
  if (!run.removeRefs || !gitHub) {
    return { clear: found.clashes.length + found.foreignRefs.length === 0, lines };
  }
  const removed = await removeRefs(found.foreignRefs, gitHub);
  return { clear: found.clashes.length === 0, lines: [...lines, ...removed] };
}

type ForeignRefs = Awaited<ReturnType<typeof preflight>>["foreignRefs"];

async function removeRefs(refs: ForeignRefs, gitHub: GitHubInventory): Promise<string[]> {
  const lines: string[] = [];
  for (const { repository, environment, ref } of refs) {
    await gitHub.removeRef(repository, environment, ref);
    lines.push(`removed ${ref.type} ${ref.pattern} of ${repository}, environment ${environment}`);
  }
  return lines;
}

function unknownEnvironment(environment: string): InvalidInput {
  const want = `one of ${ENVIRONMENTS.join(", ")}`;
  return new InvalidInput("preflight", [formatProblem("environment", environment, want)]);
}

/** What the credentials in `variables` can look at. */
function inventoriesOf(settings: Settings, variables: NodeJS.ProcessEnv): Inventories {
  const { GITHUB_API_URL = "https://api.github.com", GITHUB_TOKEN: token } = variables;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = variables;
  const { AWS_SESSION_TOKEN: sessionToken, AWS_ENDPOINT_URL: endpoint } = variables;
  const { region, github } = settings;
  return {
    ...(token ? { gitHub: gitHubInventory(GITHUB_API_URL, github.organization, token) } : {}),
    ...(accessKeyId && secretAccessKey
      ? {
          account: accountInventory({
            accessKeyId,
            secretAccessKey,
            sessionToken,
            region,
            endpoint,
          }),
        }
      : {}),
  };
}

/** `tools/adoption/preflight.ts <environment> <plan> [--write] [--remove-refs] [--enterprise]` */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: "boolean", default: false },
      "remove-refs": { type: "boolean", default: false },
      enterprise: { type: "boolean", default: false },
    },
  });
  const [environment = "", plan = "plan.json"] = positionals;
  if (!isEnvironment(environment)) return reportError(unknownEnvironment(environment));
  const { settings } = readStackFile(ROOT, environment);
  const { clear, lines } = await runPreflight({
    project: ROOT,
    environment,
    plan,
    inventories: inventoriesOf(settings, process.env),
    today: new Date(),
    write: values.write,
    removeRefs: values["remove-refs"],
    enterprise: values.enterprise,
  });
  for (const line of lines) console.log(line);
  if (!clear) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main().catch(reportError);
