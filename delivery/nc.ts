import { overview } from "./cli/overview";
import { VERBS } from "./commands";

const words = process.argv.slice(2);
if (words.every((word) => word.startsWith("-"))) process.stdout.write(overview(VERBS));
else {
  const [{ runCommandLine }, { withoutSecrets }, { inspect }] = await Promise.all([
    import("./cli/run"),
    import("../infra/secrets"),
    import("node:util"),
  ]);
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => controller.abort());
  }
  try {
    process.exitCode = await runCommandLine(words, VERBS, {
      env: process.env,
      signal: controller.signal,
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    });
  } catch (defect) {
    process.stderr.write(withoutSecrets(`${inspect(defect)}\n`));
    process.exitCode = 1;
  }
}
