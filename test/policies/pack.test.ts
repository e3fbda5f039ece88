import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { withSteps } from "../../policies/support/rule";
import { taggableTypes } from "../../tools/list-taggable";
import { policyFiles } from "../support/policies";

const ROOT = new URL("../../policies/", import.meta.url);
const INDEX = readFileSync(new URL("index.ts", ROOT), "utf8");

describe("the policy pack", () => {
  it("is a literal array of every policy that there is, and no other", async () => {
    const list = /policies: \[([^\]]*)\]/.exec(INDEX)?.[1] ?? "";
    const listed = list.split(",").map((each) => each.trim());
    const exported = (await policyFiles()).map((each) => each.exported);
    expect(listed.filter((each) => each !== "")).to.have.members(exported);
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

  it("says of each policy what it demands and why, how to comply, how severe it is, and what demands it", async () => {
    for (const { policy } of await policyFiles()) {
      const { name, description, remediationSteps, severity, framework } = policy;
      expect(description, name).to.match(/^[A-Z].*[^.]\. \S.*\.$/);
      expect(remediationSteps, name).to.match(/^[A-Z].*\.$/);
      expect(severity, name).to.be.oneOf(["low", "medium", "high", "critical"]);
      const { reference = "", specification, version } = framework ?? {};
      expect([specification, version], name).to.not.include("");
      expect(`${framework?.name} ${reference}`, name).to.match(
        /^(CI\/CL-002 §\d+(\.\d)?|AWS Foundational Security Best Practices [A-Z]\w+\.\d+)$/,
      );
    }
  });

  it("has integers with a default as its thresholds, and no other configuration", async () => {
    const found: Record<string, object> = {};
    for (const { policy } of await policyFiles()) {
      const { name, configSchema } = policy;
      for (const [threshold, schema] of Object.entries(configSchema?.properties ?? {})) {
        expect(schema.type, name).to.equal("integer");
        expect(schema.description, name).to.match(/^[A-Z].*\.$/);
        found[`${name}.${threshold}`] = [schema.default, schema.minimum, schema.maximum];
      }
    }
    expect(found).to.deep.equal({
      "dead-letter-queue-has-alarm.messages": [1, 1, undefined],
      "key-rotates.minimumDays": [7, 7, 30],
      "key-rotates.minimumDaysProtected": [30, 7, 30],
      "log-group-has-retention.minimumDays": [0, 0, 3653],
    });
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
