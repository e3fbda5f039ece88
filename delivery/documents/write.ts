import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { documents, PAGE, SCHEMAS } from "./documents";

// Run by `npm run schemas`, in the project's root.
const texts = await documents(readFileSync(PAGE, "utf8"));
rmSync(SCHEMAS, { recursive: true, force: true });
for (const [file, text] of Object.entries(texts)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
