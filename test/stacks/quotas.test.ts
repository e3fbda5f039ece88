import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import { sumOf } from "../../infra/catalog/quotas/check";
import { COUNTED, type Counted } from "../../infra/catalog/quotas/uses";
import type { Catalog, WorkloadEntry } from "../../infra/catalog/workload";
import { catalogOf } from "../../sandbox/bench/catalog";
import { environment } from "../../stacks/environment";
import { everyOption } from "../iam/support/every-option";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { record } from "../support/record";
import { retire } from "../support/retired";

/** What counts as one, by the type of resource. */
const TYPES: Readonly<Record<Counted, RegExp>> = {
  roles: /^aws:iam\/role:Role$/,
  alarms: /^aws:cloudwatch\/(metric|composite)Alarm:/,
  listenerRules: /^aws:lb\/listenerRule:ListenerRule$/,
  targetGroups: /^aws:lb\/targetGroup:TargetGroup$/,
  deploymentConfigs: /^aws:codedeploy\/deploymentConfig:DeploymentConfig$/,
  canaries: /^aws:synthetics\/canary:Canary$/,
  appConfigApplications: /^aws:appconfig\/application:Application$/,
};

const catalogFrom = (entries: readonly WorkloadEntry[]) =>
  parseCatalog(Object.fromEntries(entries.map((each) => [each.name, each])));

const CATALOGS: Readonly<Record<string, () => Catalog | Promise<Catalog>>> = {
  "no workload": () => [],
  "30 workloads of all kinds": () => catalogFrom(catalogOf(30)),
  "10 workloads that are retired": () =>
    catalogFrom(catalogOf(10).map((each) => (each.kind === "terraform" ? each : retire(each)))),
  "the tests' own": loadTestCatalog,
  "every option": everyOption,
};

describe("the sums of the quota check", () => {
  for (const [name, load] of Object.entries(CATALOGS)) {
    for (const settings of [settingsOf("dev"), settingsOf("prod", { dr: true })]) {
      it(`are what is planned for ${name} in ${settings.environment}`, async () => {
        const catalog = await load();
        const made = await record(() => environment(settings, catalog));
        const planned = COUNTED.map((each) => [
          each,
          made.filter(({ type }) => TYPES[each].test(type)).length,
        ]);
        const sums = COUNTED.map((each) => [each, sumOf(each, catalog, settings)]);
        expect(sums).to.deep.equal(planned);
      });
    }
  }

  it("are what is planned in stg too, where a role of its own publishes each workload", async () => {
    const [catalog, settings] = [await loadTestCatalog(), settingsOf("stg")];
    const made = await record(() => environment(settings, catalog));
    const roles = made.filter(({ type }) => TYPES.roles.test(type));
    expect(sumOf("roles", catalog, settings)).to.equal(roles.length);
    const publishing = roles.filter(({ inputs }) => `${inputs.name}`.endsWith("-gha-publish-role"));
    expect(publishing).to.have.lengthOf(catalog.length);
  });
});
