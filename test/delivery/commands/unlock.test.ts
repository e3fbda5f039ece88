import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import type { PromotionRecord } from "../../../delivery/decisions/promotion/record";
import { PlatformWorld } from "../../functions/support/platform-world";
import { NOW, nc } from "./support/command-line";

const OWNER = "https://github.com/neurocipher/billing/actions/runs/77";
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000).toISOString();
const RECORD: PromotionRecord = {
  revision: 1,
  promotion: "billing-v1.4.0-dev-77-1",
  workload: "billing",
  environment: "dev",
  release: `sha256:${"1".repeat(64)}`,
  version: "v1.4.0",
  phase: "deploying",
  phaseSince: ago(900),
  requestedAt: ago(1_000),
  deployment: "d-1",
  owner: { name: OWNER, since: ago(1_000), seenAt: ago(600) },
};

describe("nc unlock", () => {
  let here: PlatformWorld;
  let clients: AwsClients;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    clients = new AwsClients(here.administrator);
  });
  afterEach(async () => {
    clients.destroy();
    await here.stop();
  });

  const promotions = () => dynamoDbPromotions(clients, "nc-platform-dev-promotions");
  const unlock = (...words: readonly string[]) =>
    nc(["unlock", "billing", "--environment", "dev", ...words], here.variables);

  it("shows who works on a promotion and since when nothing was heard, asks, and changes nothing", async () => {
    await promotions().write(RECORD);
    const asking = [
      `${OWNER} works on billing in dev, and was seen 600 s ago`,
      `  to take it away: nc unlock billing --environment dev --owner '${OWNER}'`,
      "",
    ].join("\n");
    expect(await unlock()).to.deep.equal({ code: 3, out: asking, err: "" });
    expect(await unlock("--owner", "somebody else")).to.include({ code: 3, out: asking });
    expect((await unlock("--owner", OWNER, "--dry-run")).code).to.equal(0);
    expect(await promotions().read("billing")).to.deep.equal(RECORD);
  });

  it("takes it from the one that is named, and leaves the rest to who promotes it next", async () => {
    await promotions().write(RECORD);
    const { code, out } = await unlock("--owner", OWNER, "--json");
    expect(code).to.equal(0);
    const answer = { owner: OWNER, ageSeconds: 600, unlocked: true };
    expect(JSON.parse(out).answer).to.deep.equal(answer);
    const { owner: _, ...free } = RECORD;
    expect(await promotions().read("billing")).to.deep.equal({ ...free, revision: 2 });
    expect((await unlock("--owner", OWNER)).out).to.equal("nobody works on billing in dev\n");
  });

  it("has nothing to take from a promotion that has ended, or that there never was", async () => {
    const nobody = { code: 0, out: "nobody works on billing in dev\n", err: "" };
    expect(await unlock("--owner", OWNER)).to.deep.equal(nobody);
    await promotions().write({ ...RECORD, phase: "succeeded" });
    expect(await unlock("--owner", OWNER)).to.deep.equal(nobody);
  });
});
