import { expect } from "chai";
import { appConfigDeployedFlags } from "../../../delivery/adapters/aws/deployed-flags";
import { appConfigFlags } from "../../../delivery/adapters/aws/flags";
import { deployFlags } from "../../../delivery/flags/deploy-flags";
import { documentInForce } from "../../../delivery/flags/deployed";
import { killFlags } from "../../../delivery/flags/kill-flags";
import { flagDocument } from "../../../infra/flags/document";
import { rollBackOnAlarms } from "../../../sandbox/api/simulation/appconfig/rollout";
import { matchesOf } from "../../../sandbox/api/simulation/events/matches";
import { deliveries } from "../adapters/aws/support/deliveries";

const SERVICE = "ingest-worker";
const MINUTE = 60_000;

describe("the flags of a workload", () => {
  const { api, clock, clientsOf, contractOf } = deliveries();
  const flags = () => appConfigFlags(clientsOf(SERVICE), contractOf(SERVICE, "service"));
  const documentOf = (enabled: boolean | number) =>
    flagDocument({ "new-parser": { description: "Parses anew.", enabled } }, "stg");
  let said: string[];
  beforeEach(() => {
    said = [];
  });
  const say = (line: string) => void said.push(line);
  const deploy = (enabled: boolean | number) =>
    deployFlags({ flags: flags(), document: documentOf(enabled), clock, say });

  /** For whom the flag is on, of what is in force. */
  async function inForce(): Promise<unknown> {
    const document = await documentInForce(flags());
    const { _createdAt, _updatedAt, ...value } = JSON.parse(document ?? "{}").values["new-parser"];
    return value;
  }

  it("[§10] are deployed in the steps of the environment's strategy, and watched", async () => {
    const began = clock.now().getTime();
    expect(await deploy(true)).to.include({ number: 1, version: "1", state: "succeeded" });
    // Two minutes in two halves, and stg's bake of two (the test's setting).
    expect(clock.now().getTime() - began).to.be.within(3 * MINUTE, 5 * MINUTE);
    expect(said[0]).to.equal("deployment 1 is watched: usually 4 minutes, no time limit");
    expect(said[1]).to.equal("deployment 1: in-progress, 0 % of callers have it");
    expect(said).to.include("deployment 1: in-progress, 50 % of callers have it");
    expect(await inForce()).to.deep.equal({ enabled: true });
    expect(await deploy(true)).to.equal(undefined);
  });

  it("[§10] are known to a gate by their keys, once callers have them", async () => {
    const deployed = appConfigDeployedFlags(clientsOf(SERVICE));
    const contract = contractOf(SERVICE, "service");
    expect(await deployed.keysOf(contract)).to.deep.equal([]);
    await flags().start(documentOf(true));
    expect(await deployed.keysOf(contract)).to.deep.equal([]);
    await deploy(true);
    expect(await deployed.keysOf(contract)).to.deep.equal(["new-parser"]);
    expect(await deployed.keysOf({ ...contract, flags: undefined })).to.equal(undefined);
  });

  it("are gone on with by a second run, and another change waits until they are deployed", async () => {
    await flags().start(documentOf(false));
    expect(await deploy(false)).to.include({ number: 1, state: "succeeded" });
    await flags().start(documentOf(true));
    expect(await deploy(10)).to.include({ number: 3, state: "succeeded" });
    expect(said).to.include(
      "waiting, as deployment 2 of other flags goes on, 0 %: usually 4 minutes, no time limit",
    );
  });

  /** How many events of AppConfig the rule of `open-incident` has had. */
  function eventsOfAppConfig(): number {
    const rules = api.cloud.list("aws:cloudwatch/eventRule:EventRule");
    const rule = rules.find(({ state }) => String(state.eventPattern).includes("aws.appconfig"));
    return matchesOf(api.account, rule?.id ?? "", new Date(0), new Date("2100-01-01"));
  }

  it("[§14] are taken back by AppConfig where an alarm goes off, and open-incident is told", async () => {
    await deploy(false);
    const number = await flags().start(documentOf(true));
    await clock.sleep(90_000);
    const [alarm = ""] = contractOf(SERVICE, "service").alarms.rollback;
    await rollBackOnAlarms(api.world, api.account, new Set([alarm]));
    expect(await flags().observe(number)).to.include({ state: "rolled-back" });
    expect(await inForce()).to.deep.equal({ enabled: false });
    expect(eventsOfAppConfig()).to.equal(1);

    const association = "aws:appconfig/extensionAssociation:ExtensionAssociation";
    for (const each of api.cloud.list(association)) api.cloud.remove(each);
    await flags().start(documentOf(10));
    await clock.sleep(90_000);
    await rollBackOnAlarms(api.world, api.account, new Set([alarm]));
    expect(eventsOfAppConfig()).to.equal(1);
  });

  it("[§14] are those of before at once when a change is killed while it goes on", async () => {
    await deploy(false);
    await flags().start(documentOf(true));
    await clock.sleep(30_000);
    const asked = clock.now().getTime();
    const killed = await killFlags(flags(), clock);
    expect(killed?.undone).to.include({ number: 2, state: "in-progress", percent: 50 });
    expect(clock.now().getTime() - asked).to.be.lessThan(5_000);
    expect(await inForce()).to.deep.equal({ enabled: false });
  });

  it("[§14] are those of before at once when a change is killed after it, however often", async () => {
    await deploy(false);
    await deploy(true);
    for (const _ of [1, 2]) {
      const killed = await killFlags(flags(), clock);
      expect(killed?.undone.id).to.match(/^flags\/stg\/ingest-worker\/\w+\/2$/);
      expect(await inForce()).to.deep.equal({ enabled: false });
    }
  });

  it("[§14] are deployed again, at once, when AppConfig can no longer undo a change", async () => {
    await deploy(false);
    await deploy(true);
    await clock.sleep(73 * 60 * MINUTE);
    for (const _ of [1, 2]) {
      const killed = await killFlags(flags(), clock);
      expect([killed?.undone.number, killed?.by?.number]).to.deep.equal([2, 3]);
      expect(killed?.by).to.include({ state: "succeeded", percent: 100, version: "1" });
      expect(await inForce()).to.deep.equal({ enabled: false });
    }
  });

  it("are not killed where none were deployed", async () => {
    expect(await killFlags(flags(), clock)).to.equal(undefined);
  });

  it("are refused of a workload that has none", () => {
    const contract = contractOf("audit-digest", "job");
    expect(() => appConfigFlags(clientsOf("audit-digest"), contract)).to.throw(
      'workload is "audit-digest": expected a workload that the platform has given flags in stg',
    );
  });
});
