import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Folders whose tests start the engine or another program. */
const SLOW = /^test\/(engine|terraform|workflows|tools|docs)\//;

/** Tests that a mutant of a file has to turn red, which are quick, and more of them, which are not. */
export interface Tests {
  readonly own: readonly string[];
  /** Asked about the mutants that no test of `own` sees. */
  readonly judges: readonly string[];
}

/**
 * Tests that judge every file of a room: what a catalog entry may be is asked of the whole entry, and
 * what a policy means of the IAM tests.
 */
const JUDGES: Readonly<Record<string, string>> = {
  "infra/catalog/": "test/infra/catalog/",
  "components/identity/": "test/iam/",
};

/** Tests of {@link JUDGES} that make mutants of their own, and so take as long as all others. */
const NO_JUDGE = ["test/iam/mutation.test.ts"];

const IMPORT = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

/** Which files of a repository import which, by path from its root. */
export class Imports {
  readonly #importers = new Map<string, Set<string>>();

  constructor(readonly root: string) {
    for (const folder of ["components", "functions", "infra", "policies", "stacks", "test"]) {
      for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
        if (file.endsWith(".ts")) this.#read(join(folder, file));
      }
    }
  }

  /** The files that import a file themselves. */
  of(file: string): readonly string[] {
    return [...(this.#importers.get(file) ?? [])].sort();
  }

  #read(importer: string): void {
    for (const [, path = ""] of readFileSync(join(this.root, importer), "utf8").matchAll(IMPORT)) {
      const target = relative(this.root, join(this.root, dirname(importer), path));
      const file = [`${target}.ts`, target, `${target}/index.ts`].find((each) =>
        existsSync(join(this.root, each)),
      );
      if (file === undefined) continue;
      const importers = this.#importers.get(file) ?? new Set();
      this.#importers.set(file, importers.add(importer));
    }
  }
}

/** The tests of a file, {@link ownTests}, and those that judge its whole room. */
export function testsOf(file: string, imports: Imports): Tests {
  const own = ownTests(file, imports);
  const judges = Object.entries(JUDGES)
    .filter(([room]) => file.startsWith(room))
    .flatMap(([, folder]) => {
      const files = readdirSync(join(imports.root, folder), { recursive: true, encoding: "utf8" });
      return files.sort().map((each) => folder + each);
    })
    .filter((each) => each.endsWith(".test.ts") && !NO_JUDGE.includes(each) && !own.includes(each));
  return { own, judges };
}

/**
 * The test that mirrors a file and those that import it, else those of what imports it. The first is the
 * most likely to fail.
 */
function ownTests(file: string, imports: Imports): string[] {
  const mirror = `test/${file.replace(/\.ts$/, ".test.ts")}`;
  const tests = new Set<string>(existsSync(join(imports.root, mirror)) ? [mirror] : []);
  const seen = new Set([file]);
  for (let level = [file]; level.length > 0 && tests.size === 0; ) {
    level = level.flatMap((each) => imports.of(each)).filter((each) => !seen.has(each));
    for (const each of level) {
      seen.add(each);
      const own = `test/${each.replace(/\.ts$/, ".test.ts")}`;
      if (existsSync(join(imports.root, own)) && !SLOW.test(own)) tests.add(own);
      if (each.endsWith(".test.ts") && !SLOW.test(each)) tests.add(each);
    }
  }
  for (const each of imports.of(file)) {
    if (each.endsWith(".test.ts") && !SLOW.test(each)) tests.add(each);
  }
  if (/dependsOn/.test(readFileSync(join(imports.root, file), "utf8"))) {
    tests.add("test/stacks/order.test.ts");
  }
  return [...tests];
}
