// Every npm script starts here. Any Node that can read modules can parse this file, so a version
// that is too old gets a message. Everything else is loaded after that.
import { versionProblem } from "./setup/node-version.mjs";

const [name = "", ...words] = process.argv.slice(2);
const wrong = versionProblem(process.versions.node);
if (wrong) {
  console.error(wrong);
  process.exitCode = 1;
} else {
  const { script } = await import("./scripts.mjs");
  process.exitCode = await script(name, words);
}
