import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { hasFlags } from "../../infra/catalog/flags";
import type { Workload } from "../../infra/catalog/workload";
import { reportError } from "../report-error";
import { catalogWorkload } from "./catalog-workload";
import { checkHandedFiles } from "./handed-over";
import { runNc } from "./run-nc";

/** What a release changes, as an annotated tag says it. */
export interface TaggedChange {
  readonly type: string;
  readonly risk: string;
  readonly summary: string;
}

/**
 * The change of a tag, by its message: the subject, and the trailers `Change-Type` and `Change-Risk`. Whoever may
 * create a release tag says it with the tag, which nobody can change afterwards.
 *
 * @param message - of the annotated tag; empty for a build of main, or a tag without a message
 * @param fallback - summary where there is none
 */
export function taggedChange(message: string, fallback: string): TaggedChange {
  const [subject = ""] = message.trim().split("\n");
  const trailer = (name: string) =>
    new RegExp(`^${name}: *(\\S+)$`, "im").exec(message)?.[1]?.toLowerCase();
  return {
    type: trailer("Change-Type") ?? "normal",
    risk: trailer("Change-Risk") ?? "medium",
    summary: subject.slice(0, 1024) || fallback,
  };
}

/** What is published, and where its parts lie. */
export interface Publication {
  readonly workload: string;
  /** `dev` or `stg`. */
  readonly environment: string;
  /** The commit, with all tags. */
  readonly checkout: string;
  /** Folder in which the jobs before have left `built/` and `sboms/`. */
  readonly folder: string;
  /** SHA-256 of `built.json` and of `sboms.json`, as their jobs have said. */
  readonly digests: { readonly built: string; readonly sboms: string };
  /** SHA-256 of the signed plans of a Terraform stack, of which nothing is built; empty where there is none. */
  readonly plans: { readonly stg: string; readonly prod: string };
  /** Folder of the workload's migrations, in the checkout. @default - it has no database */
  readonly migrations?: string | undefined;
  /** Names of the flags that have to be there. */
  readonly flags: readonly string[];
  readonly change: TaggedChange;
}

/**
 * Folder of a workload's migrations in its repository: one of its own where there is one, as a repository may deliver several
 * workloads (docs/migrations.md). Nothing where it has no database.
 */
export function migrationsFolder(workload: Workload, checkout: string): string | undefined {
  if (!("migrations" in workload) || workload.migrations === undefined) return undefined;
  const own = `migrations/${workload.name}`;
  return existsSync(join(checkout, own)) ? own : "migrations";
}

/** The command lines of `nc` that publish a release, in their order. */
export function publishCommands(publication: Publication) {
  const { workload, environment, checkout, folder, digests, plans } = publication;
  const { migrations, flags, change } = publication;
  const out = join(folder, "published");
  const [build, manifest] = [join(folder, "build.json"), join(folder, "release.json")];
  const at = ["--environment", environment];
  const migrationReport = join(folder, "migrations.json");
  const isStack = plans.stg !== "";
  const made = isStack
    ? [...["--stg-plan", plans.stg], ...(plans.prod === "" ? [] : ["--prod-plan", plans.prod])]
    : ["--artifacts", join(out, "artifacts.json"), "--bundles", join(out, "bundles")];
  const publish = [
    ...["release", "publish", workload, ...at, "--out", out],
    ...["--built", join(folder, "built"), "--sha256", digests.built],
    ...["--sboms", join(folder, "sboms"), "--sboms-sha256", digests.sboms],
  ];
  return {
    // First: what may not run is not published.
    migrations: migrations
      ? ["migrations", "check", migrations, "--workload", workload, ...at, "--checkout", checkout]
      : undefined,
    // The plans lie in the account of their environment, signed.
    publish: isStack ? undefined : publish,
    describe: [
      ...["build", "manifest", workload, ...made],
      ...(migrations ? ["--migrations", migrationReport] : []),
      ...[`--flags=${flags.join(",")}`, "--out", build],
      ...["--change-type", change.type, "--risk", change.risk, `--summary=${change.summary}`],
    ],
    create: ["release", "create", build, ...at, "--checkout", checkout, "--out", manifest],
    sign: ["release", "sign", manifest, ...at],
  };
}

/**
 * Publishes a release, one command of `nc` after the other: the first that refuses ends it.
 *
 * @param run - runs a command line of `nc`, and answers what it says
 * @returns the release's version
 */
export async function publishRelease(
  publication: Publication,
  run: (words: readonly string[]) => Promise<{ readonly answer: unknown }>,
): Promise<string> {
  const commands = publishCommands(publication);
  if (commands.migrations) {
    const checked = await run(commands.migrations);
    writeFileSync(join(publication.folder, "migrations.json"), JSON.stringify(checked));
  }
  if (commands.publish) await run(commands.publish);
  await run(commands.describe);
  const { answer } = await run(commands.create);
  await run(commands.sign);
  const made = z.object({ release: z.object({ version: z.string() }) });
  return made.parse(answer).release.version;
}

/** `tools/workflow/publish-release.ts <workload> <environment> <checkout> <folder>`: prints the release's version. */
async function main(name = "", environment = "", checkout = ".", folder = "."): Promise<void> {
  const { BUILT_SHA256 = "", SBOMS_SHA256 = "", TOOLS_SHA256, GITHUB_REF = "" } = process.env;
  const { STG_PLAN_SHA256 = "", PROD_PLAN_SHA256 = "" } = process.env;
  const tools = join(folder, "tools");
  checkHandedFiles(tools, TOOLS_SHA256);
  const program = (tool: string) => {
    chmodSync(join(tools, tool), 0o755);
    return join(tools, tool);
  };
  const signing = { NC_COSIGN: program("cosign"), NC_ORAS: program("oras") };
  const workload = await catalogWorkload(name);
  const publication: Publication = {
    workload: name,
    environment,
    checkout,
    folder,
    digests: { built: BUILT_SHA256, sboms: SBOMS_SHA256 },
    plans: { stg: STG_PLAN_SHA256, prod: PROD_PLAN_SHA256 },
    migrations: migrationsFolder(workload, checkout),
    flags: hasFlags(workload) ? Object.keys(workload.flags) : [],
    change: taggedChange(messageOf(checkout, GITHUB_REF), `${name} at ${GITHUB_REF}`),
  };
  const version = await publishRelease(publication, (words) => runNc(words, signing));
  console.log(`version=${version}`);
}

/** Message of an annotated tag; of a lightweight tag and of a branch there is none. */
function messageOf(checkout: string, ref: string): string {
  if (!ref.startsWith("refs/tags/")) return "";
  const words = [
    "for-each-ref",
    "--format=%(if:equals=tag)%(objecttype)%(then)%(contents)%(end)",
    ref,
  ];
  return execFileSync("git", words, { cwd: checkout, encoding: "utf8" });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
