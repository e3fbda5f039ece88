import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import Mocha from "mocha";
import { ownUrl, requiredSdk } from "../bundle.mjs";

/** What the process that drives the mutants asks of a worker. */
export interface Question {
  /** Path of the source file, from the root. */
  readonly file: string;
  /** Its text; `undefined` where it is the one on disk. */
  readonly text?: string;
  /** Paths of the tests to run. */
  readonly tests: readonly string[];
}

/** What the worker answers: the title of the first test that failed, if one did. */
export interface Answer {
  readonly failed?: string;
}

/** Says nothing: the answer is all. */
class Silent extends Mocha.reporters.Base {}

const ROOT = process.cwd();
const FOLDER = join(ROOT, "node_modules", ".cache", "mutate");

let count = 0;
mkdirSync(FOLDER, { recursive: true });

/** Bundles the tests with the source as it is given, and runs them until one fails. */
async function answer({ file, text, tests }: Question): Promise<Answer> {
  count += 1;
  const path = join(ROOT, file);
  const bundle = join(FOLDER, `${process.pid}-${count}.mjs`);
  try {
    const { outputFiles } = await build({
      absWorkingDir: ROOT,
      stdin: {
        contents: tests.map((each) => `import "./${each}";`).join("\n"),
        resolveDir: ROOT,
        loader: "ts",
      },
      write: false,
      bundle: true,
      packages: "external",
      format: "esm",
      platform: "node",
      target: "node20.19",
      logLevel: "silent",
      plugins: [ownUrl(text === undefined ? {} : { [path]: text }), requiredSdk(ROOT)],
    });
    writeFileSync(bundle, outputFiles[0]?.contents ?? "");
    const failed = await firstFailure(bundle);
    return failed === undefined ? {} : { failed };
  } catch (error) {
    return { failed: `before any test: ${String(error)}` };
  } finally {
    rmSync(bundle, { force: true });
  }
}

async function firstFailure(bundle: string): Promise<string | undefined> {
  const mocha = new Mocha({ bail: true, timeout: 0, reporter: Silent });
  mocha.suite.emit("pre-require", globalThis, bundle, mocha);
  await import(pathToFileURL(bundle).href);
  let failed: string | undefined;
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("fail", (test: { fullTitle(): string }) => {
        failed ??= test.fullTitle();
      });
  });
  return failed;
}

/** A worker ends with the process that asks it, however that one ends. */
process.on("disconnect", () => process.exit());

process.on("message", (question: Question) => {
  void answer(question).then((each) => process.send?.(each));
});
