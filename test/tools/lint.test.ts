import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";

const BIOME = resolve("node_modules/.bin/biome");

describe("the linter", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-lint-"));
    const { plugins, linter } = JSON.parse(readFileSync("biome.json", "utf8"));
    const absolute = plugins.map((plugin: string) => resolve(plugin));
    writeFileSync(join(folder, "biome.json"), JSON.stringify({ plugins: absolute, linter }));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What the linter says of `text` with the project's rules and plugins. */
  function lint(text: string) {
    writeFileSync(join(folder, "example.ts"), text);
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(BIOME, ["lint", "--colors=off"], options);
    return { status, output: `${stdout}${stderr}` };
  }

  it("refuses the spread of an object literal, which no type checks", () => {
    const { status, output } = lint("export const tags = { ...{ App: 1 }, Env: 2 };\n");

    expect(output).to.contain("An object literal is written out, not spread");
    expect(status).to.equal(1);
  });

  it("takes the spread of a value, and of a literal that a condition guards", () => {
    const text = [
      "declare const given: { App: string } | undefined;",
      "export const tags = { ...given, ...(given && { Env: given.App }) };",
      "export const all = [...[1, 2]];",
    ].join("\n");

    expect(lint(`${text}\n`)).to.deep.include({ status: 0 });
  });
});
