import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { formatProblem, InvalidInput, parse } from "../../infra/problems";
import { reportError } from "../report-error";

const LIST = new URL("./plugins.json", import.meta.url);

/** Where the archives of all providers of Pulumi's own are. */
const HOST = "https://get.pulumi.com/releases/plugins";

/** Systems that run the real engine: `<system>-<processor>` of an archive's name. */
export const PLATFORMS = ["linux-amd64"] as const;

const digest = z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits");
const list = z.array(
  z.strictObject({
    /** Package, such as `aws`. */
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, "a package's name"),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, "a version such as 7.48.0"),
    /** SHA-256 of its archive, in hexadecimal, by platform. */
    sha256: z.partialRecord(z.enum(PLATFORMS), digest),
  }),
);

/** A provider that the engine may run, and what its archive has to be. */
export type Plugin = z.output<typeof list>[number];

/**
 * The reviewed list: every provider at the lockfile's version, and at the version before it as long
 * as a state names that one.
 */
export function pinnedPlugins(): readonly Plugin[] {
  return parse(list, JSON.parse(readFileSync(LIST, "utf8")), "tools/workflow/plugins.json");
}

/**
 * Arguments of `pulumi` that install `plugin`, which it refuses if the archive is another one.
 *
 * @throws {InvalidInput} if its checksum is not known: nothing is taken on trust here
 */
export function installation(
  { name, version, sha256 }: Plugin,
  platform: (typeof PLATFORMS)[number],
): readonly string[] {
  const checksum = sha256[platform];
  if (checksum === undefined) {
    const want = `64 hex digits: run "node --import tsx tools/workflow/plugins.ts pin" and have it reviewed`;
    const field = `${name} ${version}: sha256.${platform}`;
    throw new InvalidInput("tools/workflow/plugins.json", [formatProblem(field, undefined, want)]);
  }
  const from = ["--server", HOST, "--checksum", checksum, "--exact", "--reinstall"];
  return ["plugin", "install", "resource", name, version, ...from];
}

/** `plugin` with the checksums that its archives have now. */
export async function pinned(
  plugin: Plugin,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Plugin> {
  const { name, version } = plugin;
  const sums = PLATFORMS.map(async (platform) => {
    const url = `${HOST}/pulumi-resource-${name}-v${version}-${platform}.tar.gz`;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    const content = Buffer.from(await response.arrayBuffer());
    return [platform, createHash("sha256").update(content).digest("hex")] as const;
  });
  return { name, version, sha256: Object.fromEntries(await Promise.all(sums)) };
}

/** `tools/workflow/plugins.ts install` before the engine runs; `pin` when a version has changed. */
async function main(command = ""): Promise<void> {
  const plugins = pinnedPlugins();
  if (command === "install") {
    const all = plugins.map((each) => installation(each, "linux-amd64"));
    for (const words of all) execFileSync("pulumi", words, { stdio: "inherit" });
  } else if (command === "pin") {
    const lines = [];
    for (const each of plugins) {
      const known = PLATFORMS.every((platform) => each.sha256[platform] !== undefined);
      lines.push(`  ${JSON.stringify(known ? each : await pinned(each))}`);
    }
    writeFileSync(LIST, `[\n${lines.join(",\n")}\n]\n`);
  } else {
    throw new InvalidInput("arguments", [formatProblem("command", command, "install or pin")]);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(process.argv[2]).catch(reportError);
}
