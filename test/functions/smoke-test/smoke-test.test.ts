import { expect } from "chai";
import { setBehaviour } from "../../../sandbox/api/simulation/behaviours";
import { codeOfVersion } from "../../../sandbox/api/simulation/lambda-versions";
import { hooked, hookedByEcs, reportOf } from "../support/hooked";
import { PlatformWorld } from "../support/platform-world";
import { putRunningService } from "../support/running-service";

const FUNCTION = "nc-api-adapter-dev-function";

describe("smoke-test", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
  });
  afterEach(() => here.stop());

  it("[§7.2] reports that a version answers, which it calls as its HTTP API does", async () => {
    const call = hooked(here, "Lambda");
    expect(await here.call("smoke-test", call)).to.deep.equal({
      returned: {
        hookStatus: "SUCCEEDED",
        reasons: ["health succeeded", "readiness succeeded", "happy-path succeeded"],
      },
    });
    expect(reportOf(here)).to.equal("Succeeded");
  });

  it("[§7.2] refuses a version that answers with errors", async () => {
    setBehaviour(here.account, codeOfVersion(here.account, FUNCTION, "1"), "broken");
    await here.call("smoke-test", hooked(here, "Lambda"));
    expect(reportOf(here)).to.equal("Failed");
  });

  it("[§7.1] asks a service by the listener of tests, and refuses what answers 500 there", async () => {
    const digest = putRunningService(here);
    await here.call("smoke-test", hooked(here, "ECS"));
    expect(reportOf(here)).to.equal("Succeeded");

    setBehaviour(here.account, digest, "broken");
    await here.call("smoke-test", hooked(here, "ECS"));
    expect(reportOf(here)).to.equal("Failed");
  });

  it("[§7.1] answers ECS itself, which reads what it returns", async () => {
    putRunningService(here);
    const { returned } = Object(await here.call("smoke-test", hookedByEcs(here)));
    expect(returned.hookStatus).to.equal("SUCCEEDED");
  });

  it("holds up no deployment that brings an older version back", async () => {
    setBehaviour(here.account, codeOfVersion(here.account, FUNCTION, "1"), "broken");
    await here.call("smoke-test", hooked(here, "Lambda", { creator: "codeDeployRollback" }));
    expect(reportOf(here)).to.equal("Succeeded");
  });

  it("refuses a deployment of which it knows nothing", async () => {
    const unknown = hooked(here, "Lambda", { applicationName: "nc-other-dev-delivery" });
    await here.call("smoke-test", unknown);
    expect(reportOf(here)).to.equal("Failed");
  });
});
