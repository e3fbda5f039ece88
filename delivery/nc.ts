import { overview } from "./cli/overview";
import { VERBS } from "./commands";

const words = process.argv.slice(2);
if (words.every((word) => word.startsWith("-"))) process.stdout.write(overview(VERBS));
else {
  const { runCommandLine } = await import("./cli/run");
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => controller.abort());
  }
  process.exitCode = await runCommandLine(words, VERBS, {
    env: process.env,
    signal: controller.signal,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
