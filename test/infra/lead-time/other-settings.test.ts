import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { readOtherSettings } from "../../../infra/lead-time/other-settings";

const SETTINGS = new URL("../../fixtures/settings/", import.meta.url);

describe("the settings of stg and prod, read by another environment", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-settings-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: nc-platform\nruntime: nodejs\n");
    for (const file of ["Pulumi.stg.yaml", "Pulumi.prod.yaml"]) {
      copyFileSync(new URL(file, SETTINGS), join(folder, file));
    }
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("are those of their files", () => {
    const { stg, prod } = readOtherSettings(pathToFileURL(`${folder}/`));
    expect([stg?.environment, prod?.environment]).to.deep.equal(["stg", "prod"]);
  });

  it("are left out where a file is missing or wrong", () => {
    rmSync(join(folder, "Pulumi.prod.yaml"));
    writeFileSync(join(folder, "Pulumi.stg.yaml"), "config:\n  nc-platform:accountId: none\n");
    expect(readOtherSettings(pathToFileURL(`${folder}/`))).to.deep.equal({});
  });
});
