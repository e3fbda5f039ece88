import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Policy } from "@pulumi/policy";
import { expect } from "chai";
import { taggableTypes } from "../../tools/list-taggable";

const ROOT = new URL("../../policies/", import.meta.url);
const INDEX = readFileSync(new URL("index.ts", ROOT), "utf8");

/** Rules of every file but `support`, by the name of their export. */
async function rules(): Promise<Map<string, Policy>> {
  const found = new Map<string, Policy>();
  for (const file of readdirSync(ROOT, { recursive: true, encoding: "utf8" })) {
    if (!/^(?!support|node_modules)[a-z]+\/[a-z-]+\.ts$/.test(file)) continue;
    const exported: object = await import(new URL(file, ROOT).href);
    for (const [name, each] of Object.entries(exported)) {
      if (each instanceof Object && "enforcementLevel" in each) found.set(name, each as Policy);
    }
  }
  return found;
}

describe("the policy pack", () => {
  it("has every rule that there is, and no other", async () => {
    const list = /policies: \[([^\]]*)\]/.exec(INDEX)?.[1] ?? "";
    const listed = [...list.matchAll(/\w+/g)].map(([name]) => name);
    expect(listed).to.have.members([...(await rules()).keys()]);
  });

  it("has mandatory rules, each with a name of its own and a description", async () => {
    const all = [...(await rules()).values()];
    expect(all).to.not.have.length(0);
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
    for (const { name, description, enforcementLevel } of all) {
      expect(enforcementLevel, name).to.equal("mandatory");
      expect(description, name).to.match(/^\S.*\.$/);
    }
  });

  it("knows every type that takes tags", () => {
    const file = readFileSync(new URL("tagging/taggable.json", ROOT), "utf8");
    expect(JSON.parse(file)).to.deep.equal(taggableTypes());
  });

  it("starts under the runner of an installed CLI, which gives node no flags", async () => {
    const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const pack = fileURLToPath(ROOT);
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", pack], { cwd: pack });
    try {
      const [port] = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
      expect(String(port)).to.match(/^\d+\n$/);
    } finally {
      child.kill();
    }
  });
});
