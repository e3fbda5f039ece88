import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import { ENVIRONMENTS } from "../../infra/environments";
import { settingsOfAll } from "../../infra/settings/stack-file";
import { resourceState } from "../../sandbox/cloud/resource-state";
import { environment } from "../../stacks/environment";
import { workload as core } from "../fixtures/catalog/core";
import { settingsOf } from "../support/contexts";
import { MOCK_LOCATION, type RecordedResource, record } from "../support/record";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const catalog = parseCatalog({ core: { ...core, allows: [] } });
const all = ENVIRONMENTS.map((each) => settingsOf(each));
const isGitHub = ({ type }: RecordedResource) =>
  /^(github:|pulumi:providers:github$|nc:github:)/.test(type);

describe("which stack manages GitHub", () => {
  for (const name of ["dev", "stg"] as const) {
    it(`[§9] is not ${name}'s: nothing of its plan is GitHub's, not even the provider`, async () => {
      const made = await record(() => environment(settingsOf(name), catalog, all));
      expect(made.filter(isGitHub)).to.deep.equal([]);
    });
  }

  describe("is prod's alone", () => {
    let made: readonly RecordedResource[] = [];
    before(async () => {
      made = await record(() => environment(settingsOf("prod"), catalog, all));
    });

    it("[§12] for the environments of all three, in each repository", () => {
      const environments = made.filter(({ type }) => type === ENVIRONMENT);
      const reviewers = environments.map(({ inputs }) => [
        `${inputs.repository} ${inputs.environment}`,
        inputs.reviewers?.[0].teams[0],
      ]);
      expect(Object.fromEntries(reviewers)).to.deep.equal({
        "nc-platform dev": undefined,
        "nc-platform stg-plan": undefined,
        "nc-platform stg": 800_001,
        "nc-platform prod-plan": undefined,
        "nc-platform prod-product": 800_003,
        "nc-platform prod": 800_002,
        "infrastructure dev": undefined,
        "infrastructure stg-publish": undefined,
        "infrastructure stg-plan": undefined,
        "infrastructure stg": 800_001,
        "infrastructure prod-plan": undefined,
        "infrastructure prod-product": 800_003,
        "infrastructure prod": 800_002,
      });
    });

    it("makes the rules and the subject of each repository once", () => {
      const rules = made.filter(({ type }) => type.endsWith(":RepositoryRuleset"));
      const repositories = rules.map(({ inputs }) => inputs.repository);
      expect(new Set(repositories)).to.have.all.keys("nc-platform", "infrastructure");
      expect(rules).to.have.lengthOf(10);
      const subjects = made.filter(({ type }) => type.endsWith("CustomizationTemplate"));
      expect(subjects.map(({ inputs }) => inputs.repository)).to.have.members([
        "nc-platform",
        "infrastructure",
      ]);
    });

    it("makes all of it before the OIDC provider, for which every role waits", async () => {
      const done = await slowly(() => environment(settingsOf("prod"), catalog, all));
      const at = (found: (each: RecordedResource) => boolean) =>
        done.flatMap((each, i) => (found(each) ? [i] : []));
      const guards = at((each) => isGitHub(each) && each.type.startsWith("github:"));
      const [provider = -1] = at(({ type }) => type.endsWith(":OpenIdConnectProvider"));
      const roles = at(({ inputs }) => `${inputs.assumeRolePolicy}`.includes("WebIdentity"));
      // The deploy roles of nc-platform and of core, and those that plan, preview and look for drift.
      expect([guards.length, roles.length]).to.deep.equal([39, 5]);
      expect(provider).to.be.greaterThan(Math.max(...guards));
      expect(Math.min(...roles)).to.be.greaterThan(provider);
    });

    it("makes all of it before any role where the account has its own OIDC provider", async () => {
      const settings = settingsOf("prod", { adopt: { githubOidcProvider: "use" } });
      const done = await slowly(() => environment(settings, catalog, all));
      const at = (found: (each: RecordedResource) => boolean) =>
        done.flatMap((each, i) => (found(each) ? [i] : []));
      const guards = at((each) => isGitHub(each) && each.type.startsWith("github:"));
      const roles = at(({ inputs }) => `${inputs.assumeRolePolicy}`.includes("WebIdentity"));
      expect([guards.length, roles.length]).to.deep.equal([39, 5]);
      expect(Math.min(...roles)).to.be.greaterThan(Math.max(...guards));
    });
  });
});

/** What `build` makes, in the order in which it is there; what others wait for takes its time. */
async function slowly(build: () => unknown): Promise<RecordedResource[]> {
  const done: RecordedResource[] = [];
  await pulumi.runtime.setMocks(
    {
      call: ({ token }) => Promise.reject(new Error(token)),
      async newResource(made) {
        if (isGitHub(made) || made.type.endsWith(":OpenIdConnectProvider")) await setTimeout(100);
        done.push(made);
        return resourceState(made, MOCK_LOCATION);
      },
    },
    "nc-platform",
    "prod",
    false,
  );
  await build();
  await pulumi.runtime.disconnect();
  return done;
}

describe("the settings of all environments", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-stacks-"));
  const url = pathToFileURL(`${folder}/`);
  const copy = (file: string, from: string) =>
    cpSync(new URL(`${from}${file}`, import.meta.url), join(folder, file));
  after(() => rmSync(folder, { recursive: true }));

  it("are refused where a file is missing", () => {
    expect(() => settingsOfAll(settingsOf("prod"), url)).to.throw(
      /^Pulumi\.yaml:\n {2}file is missing: /,
    );
  });

  it("are the stack's own, and the others as their files say", () => {
    copy("Pulumi.yaml", "../../");
    for (const each of ["dev", "stg"]) copy(`Pulumi.${each}.yaml`, "../fixtures/settings/");
    const own = settingsOf("prod", { logRetentionDays: 731 });
    const [dev, stg, prod, ...others] = settingsOfAll(own, url);
    expect([dev?.environment, dev?.accountId]).to.deep.equal(["dev", "111111111111"]);
    expect([stg?.environment, stg?.accountId]).to.deep.equal(["stg", "222222222222"]);
    expect(prod).to.equal(own);
    expect(others).to.deep.equal([]);
  });
});
