import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { POLICIES } from "../../policies/pack";
import { withSteps } from "../../policies/support/rule";
import { taggableTypes } from "../../tools/generate/list-taggable";
import { policyFiles } from "../support/policies";
import { DEMANDS, LEVELS, SECURITY_HUB } from "../support/policy-demands";

const ROOT = new URL("../../policies/", import.meta.url);

describe("the policy pack", () => {
  it("has every policy that there is, once, and no other", async () => {
    const files = (await policyFiles()).map(({ policy }) => policy.name);
    expect(POLICIES.map(({ name }) => name).sort()).to.deep.equal(files.sort());
  });

  it("has a file for each policy, and a test file, of the policy's own name", async () => {
    for (const { path, policy } of await policyFiles()) {
      expect(path.split("/").at(-1), path).to.equal(policy.name);
      expect(existsSync(new URL(`../test/policies/${path}.test.ts`, ROOT)), path).to.equal(true);
    }
  });

  it("has mandatory policies, each with a name of its own", async () => {
    const all = (await policyFiles()).map(({ policy }) => policy);
    expect(all).to.not.have.length(0);
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
    for (const { name, enforcementLevel } of all) {
      expect(enforcementLevel, name).to.equal("mandatory");
    }
  });

  it("says of each policy what it demands and why, and how to comply", async () => {
    for (const { policy } of await policyFiles()) {
      const { name, description, remediationSteps } = policy;
      expect(description, name).to.match(/^[A-Z].*[^.]\. \S.*\.$/);
      expect(remediationSteps, name).to.match(/^[A-Z].*\.$/);
    }
  });

  it("has a severity and a demand for each policy, and for no other", async () => {
    const names = (await policyFiles()).map(({ policy }) => policy.name);
    expect(Object.keys(DEMANDS).sort()).to.deep.equal(names.sort());
  });

  it("is never milder than AWS is about the same control", () => {
    for (const [name, { severity, reference }] of Object.entries(DEMANDS)) {
      const control = SECURITY_HUB[reference];
      if (control === undefined) continue;
      expect(LEVELS.indexOf(severity), name).to.be.at.least(LEVELS.indexOf(control));
    }
  });

  it("ends the report of a violation with the steps of its policy", () => {
    const rule = { remediationSteps: "Do it." };
    expect(withSteps("a is b", rule)).to.equal("a is b. Do it.");
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
