import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { isEnvironment } from "../../infra/environments";
import { formatProblem, parse } from "../../infra/problems";
import { pulumiBackend } from "../../infra/pulumi-backend";
import type { Settings } from "../../infra/settings/parse";
import { readStackFile } from "../../infra/settings/stack-file";
import { type Plugin, pinnedPlugins } from "./plugins";

const ROOT = new URL("../../", import.meta.url);
const PROVIDER = "pulumi:providers:";

/** The engine's own provider, through which the program reads the outputs of its stack: it is no plugin. */
const BUILT_IN = "pulumi";

/** The parts of a state (`pulumi stack export`) that decide what the engine runs. */
const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});
const state = z.looseObject({
  deployment: z.looseObject({
    secrets_providers: z
      .looseObject({ type: z.string(), state: z.record(z.string(), z.unknown()).default({}) })
      .optional(),
    resources: z.array(resource).default([]),
    pending_operations: z.array(z.looseObject({ resource })).default([]),
  }),
});

type Resource = z.output<typeof resource>;

/** What a state may name. */
export interface Expected {
  readonly plugins: readonly Pick<Plugin, "name" | "version">[];
  /** URL of the key that encrypts its secrets. */
  readonly secretsProvider: string;
  /** Values that a provider's config may have, by package and key; no other key may be there. */
  readonly config: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What the program of an environment puts into its state. */
export function expectedOf(settings: Settings, plugins: Expected["plugins"]): Expected {
  const { accountId, region, drRegion, github } = settings;
  return {
    plugins,
    secretsProvider: pulumiBackend(settings).secretsProvider,
    config: {
      aws: {
        allowedAccountIds: [JSON.stringify([accountId])],
        region: [region, drRegion],
        skipCredentialsValidation: ["false"],
        skipRegionValidation: ["true"],
      },
      awsx: {},
      github: { owner: [github.organization], baseUrl: ["https://api.github.com/"] },
    },
  };
}

/**
 * Everything in a state by which the engine would run other code than the reviewed one, or send its
 * credentials elsewhere: a provider that is not in the list, at another version, with an address to
 * download it from, with a config that the program does not give, or made by a program; each as a
 * sentence. The engine takes all of this from the state before it runs the program.
 *
 * @throws {InvalidInput} if it is no state
 */
export function foreignParts(exported: unknown, expected: Expected): string[] {
  const { deployment } = parse(state, exported, "the state");
  const { secrets_providers: secrets, resources, pending_operations: pending } = deployment;
  const all: readonly Resource[] = [...resources, ...pending.map((each) => each.resource)];
  const providers = all.filter(({ type }) => type.startsWith(PROVIDER));
  const found = providers.flatMap((each) => providerProblems(each, expected));
  if (secrets === undefined) return found;
  if (secrets.type !== "cloud" || secrets.state.url !== expected.secretsProvider) {
    const is = `${secrets.type} ${secrets.state.url}`;
    found.push(formatProblem("secrets_providers", is, `cloud ${expected.secretsProvider}`));
  }
  return found;
}

function providerProblems(
  { urn, type, inputs, outputs }: Resource,
  { plugins, config }: Expected,
): string[] {
  const name = type.slice(PROVIDER.length);
  if (name === BUILT_IN && isEmpty(inputs) && isEmpty(outputs)) return [];
  const versions = plugins.filter((each) => each.name === name).map(({ version }) => version);
  const allowed = config[name];
  if (versions.length === 0 || allowed === undefined) {
    return [formatProblem(urn, name, `one of ${Object.keys(config).join(", ")}`)];
  }
  const problems: string[] = [];
  if (inputs.version === undefined) {
    problems.push(formatProblem(`${urn}: inputs.version`, undefined, versions.join(" or ")));
  }
  for (const [where, values] of Object.entries({ inputs, outputs })) {
    for (const [key, value] of Object.entries(values)) {
      // Where a plugin comes from, if not from its usual place, is in here too.
      if (key === "__internal" && isEmpty(value)) continue;
      const wanted = key === "version" ? versions : (allowed[key] ?? []);
      if (typeof value === "string" && wanted.includes(value)) continue;
      const want = wanted.length > 0 ? wanted.join(" or ") : "no value";
      problems.push(formatProblem(`${urn}: ${where}.${key}`, value, want));
    }
  }
  return problems;
}

function isEmpty(value: unknown): boolean {
  return value instanceof Object && Object.keys(value).length === 0;
}

/** `pulumi stack export | tools/workflow/state-plugins.ts <environment>`, before anything runs the engine. */
async function main(environment = ""): Promise<void> {
  if (!isEnvironment(environment)) throw new Error(`environment is ${environment}`);
  const { settings } = readStackFile(ROOT, environment);
  const exported: unknown = JSON.parse(await text(process.stdin));
  const found = foreignParts(exported, expectedOf(settings, pinnedPlugins()));
  if (found.length === 0) return;
  console.error("::error::the state names what the reviewed files do not: nothing was run");
  for (const each of found) console.error(`  ${each}`);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv[2]);
