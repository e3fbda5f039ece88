import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const [, TABLE = ""] = readFileSync("docs/nc.md", "utf8").split("\n## Variables\n");
const DOCUMENTED = new Set(
  (TABLE.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([A-Z_]+)`/g)])
    .map(([, name = ""]) => name),
);

/** What `nc` sets for others, or turns off in its own process, and does not read. */
const NOT_READ = ["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"];

/** The variables that a source reads of an environment: by their names, or taken out of it as an object. */
function readIn(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  const named = [...code.matchAll(/\benv(?:\.|\??\.?\[")([A-Z][A-Z_]+)/g)].map(([, name]) => name);
  const taken = [...code.matchAll(/\{([^{}]*)\}(?:\s*=\s*(?:\w+\.)*env\b|: Environment\b)/g)];
  const fields = taken.flatMap(([, list = ""]) => [
    ...list.matchAll(/(?:^|,)\s*([A-Z][A-Z_]+)\s*(?=[:,=]|$)/g),
  ]);
  return [...named, ...fields.map(([, name]) => name)].filter((name) => name !== undefined);
}

const SOURCES = readdirSync("delivery", { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const READ = new Set(
  SOURCES.flatMap((file) => readIn(readFileSync(join("delivery", file), "utf8"))).filter(
    (name) => !NOT_READ.includes(name),
  ),
);

describe("the variables of nc", () => {
  it("are all on the page on nc, and no other", () => {
    expect([...DOCUMENTED].sort()).to.deep.equal([...READ].sort());
  });

  it("are found, however they are read", () => {
    const source = `
      const { NC_A: a = "x", NC_B } = session.env;
      /* env.NC_NOT */ use(env.NC_C, env["NC_D"]); // env.NC_NEITHER
      function f({ NC_E: e }: Environment) {}
      const { OTHER } = settings;
    `;
    expect(readIn(source).sort()).to.deep.equal(["NC_A", "NC_B", "NC_C", "NC_D", "NC_E"]);
  });
});
