import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  deploymentConfig,
  type Traffic,
} from "../../../../components/workload/code-deploy/deployment-config";
import { contextIn, INGEST } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const canary: Traffic = { type: "canary", percent: 10, interval: 300 };
const linear: Traffic = { type: "linear", percent: 30, interval: 120 };

async function inputsIn(environment: "dev" | "stg" | "prod", traffic: Traffic) {
  const made = await record(() => {
    const parent = new pulumi.ComponentResource("test:Parent", "parent");
    const args = {
      context: contextIn(environment, INGEST),
      computePlatform: "Lambda",
      traffic,
    } as const;
    deploymentConfig("api", args, { parent });
  });
  return only(made, "aws:codedeploy/deploymentConfig:DeploymentConfig").inputs;
}

describe("deploymentConfig", () => {
  it("[§7.2] shifts a canary, and the rest after the interval", async () => {
    expect(await inputsIn("stg", canary)).to.deep.equal({
      deploymentConfigName: "nc-ingest-worker-stg-delivery-canary-10-5",
      computePlatform: "Lambda",
      trafficRoutingConfig: {
        type: "TimeBasedCanary",
        timeBasedCanary: { percentage: 10, interval: 5 },
      },
    });
  });

  it("[§7.2] shifts one step after the other", async () => {
    expect(await inputsIn("prod", linear)).to.deep.equal({
      deploymentConfigName: "nc-ingest-worker-prod-delivery-linear-30-2",
      computePlatform: "Lambda",
      trafficRoutingConfig: {
        type: "TimeBasedLinear",
        timeBasedLinear: { percentage: 30, interval: 2 },
      },
    });
  });

  it("shifts all at once in dev, whatever the catalog says", async () => {
    expect(await inputsIn("dev", canary)).to.deep.equal({
      deploymentConfigName: "nc-ingest-worker-dev-delivery-all-at-once",
      computePlatform: "Lambda",
      trafficRoutingConfig: { type: "AllAtOnce" },
    });
  });

  it("takes a shift of two days", async () => {
    const traffic = { ...linear, percent: 50, interval: 172_800 };

    expect(await inputsIn("stg", traffic)).to.include({
      deploymentConfigName: "nc-ingest-worker-stg-delivery-linear-50-2880",
    });
  });

  it("refuses a longer one, and shows the arithmetic", async () => {
    const traffic = { ...linear, percent: 30, interval: 86_400 };
    const failure = await inputsIn("stg", traffic).then(
      () => "made",
      (error: Error) => error.message,
    );

    expect(failure).to.equal(
      'traffic is "3 x 1440 = 4320 minutes": expected at most 2880 minutes from first step to last',
    );
  });
});
