import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { areInstalled } from "../../../tools/setup/packages.mjs";

const LOCKED = {
  "": { version: "0.1.0" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/b": { version: "1.0.0", integrity: "sha512-b", optional: true },
};

describe("the packages", () => {
  const root = mkdtempSync(join(tmpdir(), "nc-packages-"));
  const write = (file: string, packages: object) =>
    writeFileSync(join(root, file), JSON.stringify({ packages }));
  const installed = (packages: object) => {
    write("node_modules/.package-lock.json", packages);
    return areInstalled(root);
  };
  before(() => write("package-lock.json", LOCKED));
  after(() => rmSync(root, { recursive: true }));

  it("are not there in a fresh clone, or after an installation that was interrupted", () => {
    expect(areInstalled(root)).to.equal(false);
    mkdirSync(join(root, "node_modules"));
    expect(areInstalled(root)).to.equal(false);
  });

  const { "": _, ...whole } = LOCKED;
  const { "node_modules/b": __, ...withoutOptional } = whole;
  const cases: [what: string, packages: object, current: boolean][] = [
    ["are there where each is as the lock file names it", whole, true],
    ["may lack what is for another platform", withoutOptional, true],
    ["are not there where one is missing", { "node_modules/b": whole["node_modules/b"] }, false],
    [
      "are not there where one has another version",
      { ...whole, "node_modules/a": { version: "0.9.0", integrity: "sha512-a" } },
      false,
    ],
    [
      "are not there where one has another content",
      { ...whole, "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } },
      false,
    ],
  ];
  for (const [what, packages, current] of cases) {
    it(what, () => {
      expect(installed(packages)).to.equal(current);
    });
  }
});
