import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { functionZip } from "../../../components/platform-function/function-zip";
import { PLATFORM_FUNCTIONS, type PlatformFunctionName } from "../../../infra/platform-functions";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const FOLDERS = Object.keys(PLATFORM_FUNCTIONS) as PlatformFunctionName[];
const FILES = { "workloads.json": "[]" };

describe("functionZip", () => {
  it("holds the code, which exports the handler, and the files beside it", () => {
    const { bytes, handler } = functionZip("open-incident", FILES);
    const files = unzipSync(bytes);
    expect(handler).to.equal("index.handler");
    expect(Object.keys(files)).to.deep.equal(["index.mjs", "workloads.json"]);
    const code = new TextDecoder().decode(files["index.mjs"]);
    expect(code).to.match(/export\{\w+ as handler\};?\s*$/);
    expect(new TextDecoder().decode(files["workloads.json"])).to.equal("[]");
  });

  describe("of every function", () => {
    const copy = mkdtempSync(join(tmpdir(), "nc-function-"));
    before(() => {
      for (const each of ["functions", "infra", "delivery", "package.json", "tsconfig.json"]) {
        cpSync(join(ROOT, each), join(copy, each), { recursive: true });
      }
      symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    });
    after(() => rmSync(copy, { recursive: true }));

    for (const folder of FOLDERS) {
      it(`is the same where the project is elsewhere and its packages are linked: ${folder}`, () => {
        const here = functionZip(folder, FILES);
        const there = functionZip(folder, FILES, copy);
        expect(there.sha256).to.equal(here.sha256);
        expect(Buffer.from(there.bytes).equals(here.bytes)).to.equal(true);
      });
    }
  });

  it("is another one with other files", () => {
    const other = functionZip("open-incident", { "workloads.json": "[1]" });
    expect(other.sha256).not.to.equal(functionZip("open-incident", FILES).sha256);
  });
});
