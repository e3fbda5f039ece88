import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { build, type Metafile } from "esbuild";
import { overview } from "../../delivery/cli/overview";
import { VERBS } from "../../delivery/commands";
import { HELP_FILES, ncHelp } from "../../tools/nc-bundle.mjs";

const ROOT = resolve(import.meta.dirname, "../..");

/** What each part of the bundle is made of, and which others it loads. */
async function bundled(): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["delivery/nc.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    splitting: true,
    packages: "external",
    outdir: "none",
    write: false,
    metafile: true,
  });
  return metafile;
}

describe("the bundle of nc", () => {
  it("loads a client of AWS where it is used, and none with a verb", async () => {
    const { outputs } = await bundled();
    /** What is loaded with a part of the bundle, before any of it runs. */
    const loadedWith = (path: string, before: ReadonlySet<string> = new Set()): string[] => {
      if (before.has(path)) return [];
      const { imports = [] } = outputs[path] ?? {};
      const own = imports.filter(({ kind }) => kind === "import-statement");
      return own.flatMap((each) => [
        each.path,
        ...loadedWith(each.path, new Set([...before, path])),
      ]);
    };
    const verbs = Object.entries(outputs).filter(([, { entryPoint = "" }]) =>
      /^delivery\/(nc\.ts|commands\/)/.test(entryPoint),
    );
    expect(verbs.length).to.be.at.least(Object.keys(VERBS).length);
    for (const [path, { entryPoint }] of verbs) {
      const clients = loadedWith(path).filter((each) => each.startsWith("@aws-sdk/client-"));
      expect(clients, entryPoint).to.deep.equal([]);
    }
  });
});

describe("the help of nc", () => {
  it("is shown as the verbs are now, also when it is asked for again", () => {
    for (const words of [["--help"], [], ["--help"]]) {
      const shown = execFileSync(process.execPath, ["tools/nc.mjs", ...words], { cwd: ROOT });
      expect(shown.toString()).to.equal(overview(VERBS));
    }
  });

  it("is shown without a look at the bundle", () => {
    const folder = mkdtempSync(join(tmpdir(), "nc-help-"));
    try {
      const env = { ...process.env, NODE_V8_COVERAGE: folder };
      execFileSync(process.execPath, ["tools/nc.mjs", "--help"], { cwd: ROOT, env });
      const [report = ""] = readdirSync(folder);
      const { result } = JSON.parse(readFileSync(join(folder, report), "utf8"));
      const loaded = result.map(({ url }: { url: string }) => url);
      expect(loaded.filter((url: string) => url.startsWith("file:")).sort()).to.deep.equal(
        ["tools/nc-bundle.mjs", "tools/nc.mjs"].map((file) => pathToFileURL(join(ROOT, file)).href),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is made of the files that it is kept for, and of no other", async () => {
    const metafile = await bundled();
    const { inputs = {}, imports = [] } =
      metafile.outputs["none/nc.js"] ?? expect.fail("nothing was made");
    const shared = imports
      .filter(({ kind }) => kind === "import-statement")
      .flatMap(({ path }) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
    expect([...Object.keys(inputs), ...shared].sort()).to.deep.equal([...HELP_FILES].sort());
  });

  it("is made anew after a change of each of them", () => {
    const folder = mkdtempSync(join(tmpdir(), "nc-help-"));
    try {
      for (const file of HELP_FILES) {
        cpSync(join(ROOT, dirname(file)), join(folder, dirname(file)), { recursive: true });
      }
      const kept = new Set([ncHelp(folder)]);
      for (const file of HELP_FILES) {
        writeFileSync(join(folder, file), `// ${"another".repeat(kept.size)}`);
        kept.add(ncHelp(folder));
      }
      expect(kept.size).to.equal(1 + HELP_FILES.length);
      expect(ncHelp(folder)).to.equal(ncHelp(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
