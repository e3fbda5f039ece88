// What every npm script starts with. It is parsed by any Node that can read modules, so that one
// that is too old is told so; everything else is loaded after that.
import { versionProblem } from "./node-version.mjs";

const [name = "", ...words] = process.argv.slice(2);
const wrong = versionProblem(process.versions.node);
if (wrong) {
  console.error(wrong);
  process.exitCode = 1;
} else {
  const { script } = await import("./scripts.mjs");
  process.exitCode = await script(name, words);
}
