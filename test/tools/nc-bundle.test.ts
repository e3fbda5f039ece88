import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { build } from "esbuild";
import { overview } from "../../delivery/cli/overview";
import { VERBS } from "../../delivery/commands";
import { HELP_FILES, ncHelp } from "../../tools/nc-bundle.mjs";

const ROOT = join(import.meta.dirname, "../..");

describe("the help of nc", () => {
  it("is shown as the verbs are now, also when it is asked for again", () => {
    for (const words of [["--help"], [], ["--help"]]) {
      const shown = execFileSync(process.execPath, ["tools/nc.mjs", ...words], { cwd: ROOT });
      expect(shown.toString()).to.equal(overview(VERBS));
    }
  });

  it("is made of the files that it is kept for, and of no other", async () => {
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
