import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { goToolPath } from "../../../tools/setup/go.mjs";
import { pathWithTerraform } from "../../../tools/setup/terraform.mjs";

describe("the Terraform of the tests", () => {
  const { PATH = "", XDG_CACHE_HOME } = process.env;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-terraform-path-"));
    process.env.PATH = folder;
    process.env.XDG_CACHE_HOME = folder;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    if (XDG_CACHE_HOME) process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    else delete process.env.XDG_CACHE_HOME;
    rmSync(folder, { recursive: true });
  });

  /** Makes an executable file. */
  function program(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "#!/bin/sh\n");
    chmodSync(path, 0o755);
  }

  for (const name of ["terraform", "tofu"]) {
    it(`is the machine's own ${name}`, async () => {
      program(join(folder, name));
      program(goToolPath("tofu"));
      expect(await pathWithTerraform()).to.equal(folder);
    });
  }

  it("is OpenTofu, built of the sources that go.sum pins, where the machine has none", async () => {
    const built = goToolPath("tofu");
    expect(built).to.match(/\/tofu\/v1\.\d+\.\d+\/tofu$/);
    program(built);
    expect(await pathWithTerraform()).to.equal(`${folder}:${dirname(built)}`);
  });

  it("is none without Go, and the tests that need it are skipped", async () => {
    expect(await pathWithTerraform()).to.equal(folder);
  });
});
