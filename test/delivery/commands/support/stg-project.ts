import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TEST_CATALOG } from "../../../support/catalog";

/** The tests' own project, in which their one account stands for stg's, during a suite. */
export function stgProject(): { readonly url: () => URL } {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-project-"));
    cpSync("Pulumi.yaml", join(folder, "Pulumi.yaml"));
    cpSync(TEST_CATALOG, join(folder, "stacks", "catalog"), { recursive: true });
    const settings = "test/fixtures/settings";
    for (const file of readdirSync(settings)) {
      const text = readFileSync(join(settings, file), "utf8")
        .replaceAll("111111111111", "dev's")
        .replaceAll("222222222222", "111111111111")
        .replaceAll("dev's", "222222222222");
      writeFileSync(join(folder, file), text);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return { url: () => pathToFileURL(`${folder}/`) };
}
