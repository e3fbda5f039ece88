import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse } from "yaml";
import { calendar } from "../../infra/settings/calendar";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** Files with comments or sentences, as git names them. */
const TEXTS = ["*.ts", "*.mjs", "*.cjs", "*.md", "*.yml", "*.yaml"];

describe("the documents", () => {
  const files = execFileSync("git", ["ls-files", "*.md"], { cwd: ROOT, encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)));

  it("lead to files that there are", () => {
    const broken = files.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !existsSync(join(ROOT, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(files).to.include("README.md");
    expect(broken).to.deep.equal([]);
  });

  for (const [page, one] of [
    ["design.md", "components/observe/alarms/alarm.ts"],
    ["everyday.md", "infra/github/workflows.ts"],
  ] as const) {
    it(`name in ${page} only files and folders that there are`, () => {
      const named = [
        ...read(`docs/${page}`).matchAll(/`([\w.-]+\/[\w./-]*|Pulumi\.\w+\.yaml)`/g),
      ].map(([, name = ""]) => name);
      expect(named).to.include(one);
      expect(
        named.filter((name) => !name.startsWith(".") && !existsSync(join(ROOT, name))),
      ).to.deep.equal([]);
    });
  }

  it("have in everyday.md a freeze over New Year that the settings take, with the windows as they are", () => {
    const [, block = ""] = /```yaml\n(.*?)```/s.exec(read("docs/everyday.md")) ?? [];
    const { config } = parse(block);
    const { freezes, windows } = calendar.parse(config["nc-platform:changeCalendar"]);
    expect(freezes).to.deep.equal([
      { start: "2026-12-21T00:00", duration: "P14D", reason: "New Year" },
    ]);
    expect(windows).to.deep.equal(calendar.parse({}).windows);
  });

  it("name, as every comment does, only npm scripts that there are", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const tracked = execFileSync("git", ["ls-files", ...TEXTS], { cwd: ROOT, encoding: "utf8" })
      .split("\n")
      .filter((file) => file !== "" && existsSync(join(ROOT, file)));
    const named = tracked.flatMap((file) =>
      [...read(file).matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, script = ""]) => [
        file,
        script,
      ]),
    );
    expect(named).to.deep.include(["README.md", "preview"]);
    expect(named.filter(([, script = ""]) => !Object.hasOwn(scripts, script))).to.deep.equal([]);
  });

  it("have a line for each dependency, and for no other", () => {
    const { dependencies, devDependencies } = JSON.parse(read("package.json"));
    const wanted = Object.keys({ ...dependencies, ...devDependencies });
    const rows = [...read("docs/dependencies.md").matchAll(/^\| ([^|]+?) +\|/gm)].slice(2);
    const named = rows.flatMap(([, cell = ""]) => cell.split(", "));
    const covers = (name: string, each: string) =>
      name === each ||
      // The npm scope is written once in a line.
      each.endsWith(`/${name}`) ||
      (name.endsWith("/*") && each.startsWith(name.slice(0, -1)));
    expect(wanted.filter((each) => !named.some((name) => covers(name, each)))).to.deep.equal([]);
    expect(named.filter((name) => !wanted.some((each) => covers(name, each)))).to.deep.equal([]);
  });

  it("number decisions without a gap, and design.md leads to each", () => {
    const decisions = files.filter((file) => file.startsWith("docs/decisions/"));
    const numbers = decisions.map((file) => Number(/(\d{4})-/.exec(file)?.[1]));
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
    const design = read("docs/design.md");
    const forgotten = decisions.filter((file) => !design.includes(file.replace("docs/", "")));
    expect(forgotten).to.deep.equal([]);
  });
});
