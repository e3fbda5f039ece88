import { expect } from "chai";
import { appConfigFlags } from "../../../delivery/adapters/aws/flags";
import { addFlags } from "../../../delivery/flags/add-flags";
import { deployFlags } from "../../../delivery/flags/deploy-flags";
import { documentInForce, newestChange } from "../../../delivery/flags/deployed";
import { killFlags } from "../../../delivery/flags/kill-flags";
import { flagDocument } from "../../../infra/flags/document";
import { deliveries } from "../adapters/aws/support/deliveries";

const SERVICE = "ingest-worker";
const MINUTE = 60_000;
const OFF = { enabled: false };
const ON = { enabled: true };
/** A flag that is on for a tenth of the callers (AWS AppConfig user guide, rules for multi-variant flags). */
const TENTH = {
  _variants: [
    { name: "on", enabled: true, rule: "(split pct::10 by::$entityId)" },
    { name: "off", enabled: false },
  ],
};

describe("the flags that a release needs", () => {
  const { clock, clientsOf, contractOf } = deliveries();
  const flags = () => appConfigFlags(clientsOf(SERVICE), contractOf(SERVICE, "service"));
  let said: string[];
  let beats: number;
  beforeEach(() => {
    said = [];
    beats = 0;
  });
  const say = (line: string) => void said.push(line);
  const add = (...keys: string[]) =>
    addFlags({
      flags: flags(),
      keys,
      clock,
      say,
      beat: async () => {
        beats += 1;
      },
    });
  const documentOf = (enabled: boolean | number) =>
    flagDocument({ "new-parser": { description: "Parses anew.", enabled } }, "stg");
  const deploy = (enabled: boolean | number) =>
    deployFlags({ flags: flags(), document: documentOf(enabled), clock, say });

  /** The values of the flags in force, as the document has them. */
  async function inForce(): Promise<Record<string, unknown>> {
    const { values } = JSON.parse((await documentInForce(flags())) ?? "{}");
    return JSON.parse(JSON.stringify(values), (key, value) =>
      key === "_createdAt" || key === "_updatedAt" ? undefined : value,
    );
  }

  it("[§10] are added where there are none, off, at once", async () => {
    const began = clock.now().getTime();
    await add("fees", "totals");
    expect(await inForce()).to.deep.equal({ fees: OFF, totals: OFF });
    expect(clock.now().getTime() - began).to.be.lessThan(5_000);
    expect(said).to.have.length(1);
    expect(said[0]).to.match(
      /^ {2}fees, totals: added, off, by flags\/stg\/ingest-worker\/\w+\/1$/,
    );
  });

  it("[§10] are added to those in force, which stay as they are", async () => {
    await deploy(10);
    await add("new-parser", "fees");
    expect(await inForce()).to.deep.equal({ "new-parser": TENTH, fees: OFF });
    const { flags: described } = JSON.parse((await documentInForce(flags())) ?? "{}");
    expect(described["new-parser"].description).to.equal("Parses anew.");
  });

  it("are added once, and nothing is deployed where all are there", async () => {
    await add("fees");
    await add("fees");
    expect((await flags().deployments()).map(({ number }) => number)).to.deep.equal([1]);
  });

  it("wait for a change of flags that goes on, and are added to what it has brought", async () => {
    await deploy(false);
    await flags().start(documentOf(true));
    await add("fees");
    expect(await inForce()).to.deep.equal({ "new-parser": ON, fees: OFF });
    expect(said.filter((line) => line.startsWith("  waiting"))[0]).to.match(
      /^ {2}waiting, as flags\/stg\/\S+ goes on, and \d+ % of callers have its flags: usually 4 minutes, no time limit$/,
    );
    expect(beats).to.be.greaterThan(5);
  });

  it("[§14] stay where the change before them is killed, which is what is undone, however often", async () => {
    await deploy(false);
    await deploy(true);
    await add("fees");
    for (const _ of [1, 2]) {
      const killed = await killFlags(flags(), clock);
      expect([killed?.undone.number, killed?.by?.number]).to.deep.equal([2, 4]);
      expect(await inForce()).to.deep.equal({ "new-parser": OFF, fees: OFF });
    }
    await add("totals");
    expect((await killFlags(flags(), clock))?.undone.number).to.equal(2);
    expect(await inForce()).to.deep.equal({ "new-parser": OFF, fees: OFF, totals: OFF });
  });

  it("[§14] stay where the change after them is killed", async () => {
    await add("new-parser", "fees");
    const both = flagDocument(
      {
        "new-parser": { description: "Parses anew.", enabled: true },
        fees: { description: "Takes fees.", enabled: false },
      },
      "stg",
    );
    for (const late of [0, 73 * 60 * MINUTE]) {
      await deployFlags({ flags: flags(), document: both, clock, say });
      expect(await inForce()).to.deep.equal({ "new-parser": ON, fees: OFF });
      await clock.sleep(late);
      await killFlags(flags(), clock);
      expect(await inForce()).to.deep.equal({ "new-parser": OFF, fees: OFF });
    }
  });

  it("are no change that can be killed", async () => {
    await add("fees");
    expect(await newestChange(flags())).to.equal(undefined);
    expect(await killFlags(flags(), clock)).to.equal(undefined);
    await deploy(true);
    expect((await newestChange(flags()))?.number).to.equal(2);
  });
});
