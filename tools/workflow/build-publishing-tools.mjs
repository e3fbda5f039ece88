// Builds what describes, signs and pushes artifacts, as each go.sum pins it, into a folder: `cosign`, `oras`, `syft`, and
// `files.json` with the SHA-256 of each. Prints the SHA-256 of that list, as a line of GITHUB_OUTPUT.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { goTool } from "../setup/go.mjs";

const [folder = "publishing-tools"] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const hash = (/** @type {Buffer | string} */ bytes) =>
  createHash("sha256").update(bytes).digest("hex");
/** @type {Record<string, string>} */
const files = {};
for (const name of ["cosign", "oras", "syft"]) {
  const built = await goTool(name, { usually: "5 minutes" });
  copyFileSync(built, join(folder, name));
  files[name] = hash(readFileSync(built));
}
const list = JSON.stringify(files);
writeFileSync(join(folder, "files.json"), list);
console.log(`sha256=${hash(list)}`);
