import "./start-up";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** How often the pack looks whether its engine is still there, in milliseconds. */
const PARENT_POLL_MS = 1000;

/** The project's own pack, which is bundled with this program. */
const OWN = fileURLToPath(new URL("../policies", import.meta.url));

// An engine that was killed kills nothing: without this, its packs would never end.
const engine = process.ppid;
setInterval(() => process.ppid !== engine && process.exit(), PARENT_POLL_MS);

// The engine starts this with its own address, the folder of the copied manifest, and the options
// of the manifest: `-pack=<folder>` is the pack itself.
const pack = process.argv.find((word) => word.startsWith("-pack="))?.slice("-pack=".length);
if (pack === undefined) throw new Error("started without -pack: expected the policy pack's folder");

// The engine names the stack for its own runtimes under other variables than for this one.
for (const key of ["ORGANIZATION", "PROJECT", "STACK", "DRY_RUN"]) {
  process.env[`PULUMI_NODEJS_${key}`] = process.env[`PULUMI_${key}`];
}

// A pack that is imported serves itself; it reads its version from here.
process.chdir(pack);
if (pack === OWN) {
  await import("../policies/index");
} else {
  const { register } = await import("tsx/esm/api");
  register();
  await import(pathToFileURL(join(pack, "index.ts")).href);
}
