import { join } from "node:path";
import { pathToFileURL } from "node:url";

// The engine starts this with its own address, the folder of the copied manifest, and the options
// of the manifest: `-pack=<folder>` is the pack itself.
const pack = process.argv.find((word) => word.startsWith("-pack="))?.slice("-pack=".length);
if (pack === undefined) throw new Error("started without -pack: expected the policy pack's folder");

// A pack that is imported serves itself; it reads its version from here.
process.chdir(pack);
await import(pathToFileURL(join(pack, "index.ts")).href);
