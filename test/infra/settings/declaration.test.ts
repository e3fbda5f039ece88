import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { ENVIRONMENTS } from "../../../infra/environments";
import { configDeclarations, parseSettings } from "../../../infra/settings/parse";
import { withDeclarations } from "../../../tools/generate/declare-config";

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");

describe("Pulumi.yaml", () => {
  it("declares exactly the config of the settings: npm run declare-config", () => {
    const text = read("Pulumi.yaml");
    expect(withDeclarations(text)).to.equal(text);
  });

  it("describes every key, and gives its type", () => {
    for (const [key, { type, description }] of Object.entries(configDeclarations())) {
      expect(description, key).to.match(/^\S.{10,}\.$/);
      expect(type, key).to.be.oneOf(["string", "integer", "boolean", "array", "object"]);
    }
  });

  for (const environment of ENVIRONMENTS) {
    it(`has a stack ${environment} whose settings are right`, () => {
      const { config } = parse(read(`Pulumi.${environment}.yaml`)) as { config: object };
      const dropToken = Object.entries(config).map(([key, value]) => [key.split(":")[1], value]);
      const settings = parseSettings(environment, Object.fromEntries(dropToken));
      expect(settings.environment).to.equal(environment);
    });
  }

  it("[§3] gives each environment an account and an address block of its own", () => {
    const stacks = ENVIRONMENTS.map(
      (each) => (parse(read(`Pulumi.${each}.yaml`)) as { config: Record<string, string> }).config,
    );
    for (const key of ["nc-platform:accountId", "nc-platform:cidr"]) {
      expect(new Set(stacks.map((config) => config[key])).size, key).to.equal(3);
    }
  });
});
