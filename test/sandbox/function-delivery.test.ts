import { expect } from "chai";
import { deployFunction } from "../../sandbox/cloud/deployments/lambda";
import { type Cloud, openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { testSandbox } from "../support/sandbox";

const FUNCTION = "nc-api-adapter-dev-function";
const ALIAS = "aws:lambda/alias:Alias";
const NOTHING = { create: 0, change: 0, replace: 0, delete: 0 };

/** Where the aliases of the function point. */
function aliasesOf(cloud: Cloud): Record<string, unknown> {
  const own = cloud.list(ALIAS).filter(({ state }) => state.functionName === FUNCTION);
  return Object.fromEntries(
    own.map(({ state: { name, functionVersion, routingConfig } }) => [
      String(name),
      [functionVersion, ...(routingConfig ? [routingConfig] : [])],
    ]),
  );
}

describe("a function and its deliveries", function () {
  this.timeout("10 minutes");
  const sandbox = testSandbox();
  let cloud: Cloud;
  before(async () => {
    cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
    const first = await sandbox.run(["up", "dev"]);
    expect(first.code, first.stdout + first.stderr).to.equal(0);
  });
  after(() => sandbox.remove());

  /** Refreshes and updates; `wanted` is where the aliases point before and after. */
  async function stays(wanted: object) {
    expect(aliasesOf(cloud)).to.deep.equal(wanted);
    const refresh = await sandbox.run(["refresh", "dev"]);
    expect(refresh.code, refresh.stdout).to.equal(0);
    const up = await sandbox.run(["up", "dev", "--json"]);
    expect(up.code, up.stdout).to.equal(0);
    expect(JSON.parse(up.stdout).environments[0].changes).to.include(NOTHING);
    expect(aliasesOf(cloud)).to.deep.equal(wanted);
  }

  it("[§7.2] begins with both aliases at the first version", () => {
    expect(aliasesOf(cloud)).to.deep.equal({ live: ["1"], previous: ["1"] });
  });

  it("[§7.2] stays as CodeDeploy has it while traffic is shared", async () => {
    deployFunction(cloud, FUNCTION, "second").shift(10);

    await stays({
      live: ["1", { additionalVersionWeights: { "2": 0.1 } }],
      previous: ["1"],
    });
  });

  it("[§7.2] stays at the new version and its code, once all traffic is there", async () => {
    deployFunction(cloud, FUNCTION, "third").finish();
    const code = () =>
      cloud.list("aws:lambda/function:Function").map(({ state }) => state.codeSha256);
    const delivered = code();

    await stays({ live: ["3"], previous: ["1"] });
    expect(code()).to.deep.equal(delivered);
  });

  it("[§14] stays at the old version after a rollback", async () => {
    const delivery = deployFunction(cloud, FUNCTION, "fourth");
    delivery.shift(10);
    delivery.rollBack();

    await stays({ live: ["3"], previous: ["1"] });
  });
});
