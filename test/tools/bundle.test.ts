import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { bundlePrograms, nodeCommand } from "../../tools/bundle.mjs";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = [
  "components",
  "delivery",
  "functions",
  "infra",
  "policies",
  "sandbox/provider",
  "stacks",
];

describe("the bundle of the sandbox's programs", () => {
  let root: string;

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const run = async () => {
    const [node = "", ...command] = nodeCommand(await bundlePrograms(root), "main");
    const { stdout, stderr, status } = spawnSync(node, command, { encoding: "utf8" });
    return { stdout, stderr, status };
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "nc-bundle #%? "));
    for (const folder of [...FOLDERS, "tools", "node_modules"]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules/@pulumi"), join(root, "node_modules/@pulumi"));
    cpSync(join(ROOT, "sandbox/start-up.ts"), join(root, "sandbox/start-up.ts"));
    for (const file of ["package-lock.json", "tsconfig.json"]) write(file, "{}");
    for (const file of ["provider/main.ts", "policy-pack.ts", "rehearsal/main.ts", "nc/main.ts"])
      write(`sandbox/${file}`, "export {};");
    write("sandbox/main.ts", 'import { name } from "../infra/name";\nconsole.log(name);\n');
    write("infra/name.ts", 'export const name: string = "first";\n');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("is made once for the same sources", async () => {
    const bundle = await bundlePrograms(root);
    expect(await bundlePrograms(root)).to.equal(bundle);
    expect(readdirSync(dirname(bundle))).to.have.length(1);
  });

  it("follows every change of a source, and every new one", async () => {
    expect((await run()).stdout).to.equal("first\n");
    write("infra/name.ts", 'export const name: string = "other";\n');
    expect((await run()).stdout).to.equal("other\n");
    rmSync(join(root, "infra/name.ts"));
    write("infra/name/index.ts", 'export const name: string = "moved";\n');
    expect((await run()).stdout).to.equal("moved\n");
  });

  it("names the source's file and line in a stack trace", async () => {
    write(
      "sandbox/main.ts",
      'import "./start-up";\n\nfunction fail(): never {\n  throw new Error("broken");\n}\nfail();\n',
    );
    const { stderr, status } = await run();
    expect(status).to.equal(1);
    expect(stderr).to.contain("Error: broken\n    at fail (");
    expect(stderr).to.contain("/sandbox/main.ts:4:9)");
  });

  it("lets a file find what is beside its source", async () => {
    write(
      "infra/name.ts",
      'export const name: string = new URL("x.json", import.meta.url).href;\n',
    );
    expect((await run()).stdout).to.match(/\/nc-bundle%20%23%25%3F%20\w+\/infra\/x\.json\n$/);
  });
});
