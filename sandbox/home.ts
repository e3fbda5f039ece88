import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { nodeCommand } from "../tools/bundle.mjs";
import type { Folders } from "./folders";

const PACKAGES = ["aws", "awsx", "github"] as const;
/** A policy pack's runtime that no installed CLI has, so that the sandbox alone starts its packs. */
export const PACK_RUNTIME = "sandbox";

const require = createRequire(import.meta.url);

/**
 * Fills the CLI's private home: a simulated provider in place of each real one, in the version of
 * the SDK in use, what runs the program's own resources, and what starts a policy pack. `bundle` is the folder of the bundled programs.
 */
export function installPlugins({ home }: Folders, bundle: string): void {
  const plugin = (kind: string, name: string, version: string, command: readonly string[]) => {
    const folder = join(home, "plugins", `${kind}-${name}-v${version}`);
    script(join(folder, `pulumi-${kind}-${name}`), command);
  };
  for (const name of PACKAGES) {
    plugin("resource", name, versionOf(`@pulumi/${name}`), [
      ...nodeCommand(bundle, "provider"),
      name,
    ]);
  }
  // The SDK's own: it runs the functions that the program has given to the state.
  plugin("resource", "pulumi-nodejs", versionOf("@pulumi/pulumi"), [
    process.execPath,
    require.resolve("@pulumi/pulumi/cmd/dynamic-provider"),
  ]);
  plugin("analyzer", `policy-${PACK_RUNTIME}`, "1.0.0", nodeCommand(bundle, "policy-pack"));
}

function versionOf(name: string): string {
  const manifest = readFileSync(require.resolve(`${name}/package.json`), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Writes an executable that runs `command` with the arguments that it gets. */
function script(file: string, command: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `#!/bin/sh\nexec ${command.map(quoted).join(" ")} "$@"\n`);
  chmodSync(draft, 0o755);
  renameSync(draft, file);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
