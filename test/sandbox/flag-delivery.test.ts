import { expect } from "chai";
import { flagDocument } from "../../infra/flags/document";
import { deployFlags } from "../../sandbox/cloud/deployments/flags";
import { type Cloud, openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { testSandbox } from "../support/sandbox";

const APPLICATION = "nc-ingest-worker-dev-flags";
const NOTHING = { create: 0, change: 0, replace: 0, delete: 0 };

const flags = (enabled: boolean | number) =>
  flagDocument({ "new-parser": { description: "New.", enabled } }, "dev");

/** What is deployed in the environment of the flags, as AppConfig tells it. */
function stateOf(cloud: Cloud): unknown[] {
  const own = cloud
    .list("aws:appconfig/environment:Environment")
    .filter(({ inputs }) => inputs.name === APPLICATION);
  return own.map(({ state }) => state.state);
}

describe("flags and their deployments", function () {
  this.timeout("10 minutes");
  const sandbox = testSandbox();
  let cloud: Cloud;
  before(async () => {
    cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
    const first = await sandbox.run(["up", "dev"]);
    expect(first.code, first.stdout + first.stderr).to.equal(0);
  });
  after(() => sandbox.remove());

  /** Refreshes and updates: nothing changes, and what is deployed stays. */
  async function stays(wanted: string) {
    expect(stateOf(cloud)).to.deep.equal([wanted]);
    const refresh = await sandbox.run(["refresh", "dev"]);
    expect(refresh.code, refresh.stdout + refresh.stderr).to.equal(0);
    const up = await sandbox.run(["up", "dev", "--json"]);
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect(JSON.parse(up.stdout).environments[0].changes).to.include(NOTHING);
    expect(stateOf(cloud)).to.deep.equal([wanted]);
  }

  it("[§10] begins with a place for flags, and none deployed", () => {
    expect(stateOf(cloud)).to.deep.equal(["READY_FOR_DEPLOYMENT"]);
    const types = cloud.list().map(({ type }) => type);
    expect(types.filter((type) => /HostedConfigurationVersion|:Deployment$/.test(type))).to.be
      .empty;
  });

  it("[§10] leaves flags to their deployment, while it goes on and after", async () => {
    const first = deployFlags(cloud, APPLICATION, flags(true));
    await stays("DEPLOYING");
    first.finish();
    await stays("READY_FOR_DEPLOYMENT");
  });

  it("[§10] leaves flags as they were before a deployment that was taken back", async () => {
    const second = deployFlags(cloud, APPLICATION, flags(10));
    expect(second.version).to.equal(2);
    second.rollBack();
    await stays("ROLLED_BACK");
  });
});
