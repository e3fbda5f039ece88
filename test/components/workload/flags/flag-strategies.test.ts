import { expect } from "chai";
import { FlagStrategies } from "../../../../components/workload/flags/flag-strategies";
import { contextOf, PLATFORM } from "../../../../infra/context";
import { contextIn, settingsOf } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const STRATEGY = "aws:appconfig/deploymentStrategy:DeploymentStrategy";
const AT_ONCE = { growthFactor: 100, growthType: "LINEAR", deploymentDurationInMinutes: 0 };

const words = {
  dev: "at once",
  stg: "by halves, watched for the bake",
  prod: "from 10 percent on, and watches",
};

const ways = {
  dev: { ...AT_ONCE, finalBakeTimeInMinutes: 0 },
  stg: {
    growthFactor: 50,
    growthType: "LINEAR",
    deploymentDurationInMinutes: 2,
    finalBakeTimeInMinutes: 4,
  },
  prod: {
    growthFactor: 10,
    growthType: "EXPONENTIAL",
    deploymentDurationInMinutes: 20,
    finalBakeTimeInMinutes: 10,
  },
} as const;

describe("FlagStrategies", () => {
  for (const [environment, how] of Object.entries(ways)) {
    it(`[§10] changes flags in ${environment} ${words[environment as keyof typeof ways]}`, async () => {
      const context = contextIn(environment as keyof typeof ways);
      const made = await record(() => new FlagStrategies("flags", { context }));

      expect(only(made, STRATEGY, "flags-change").inputs).to.deep.equal({
        name: `nc-platform-${environment}-flags`,
        description: "Changes feature flags",
        ...how,
        replicateTo: "NONE",
        tags: context.tags("flags"),
      });
    });
  }

  it("[§14] turns a flag back at once, and unwatched, in every environment", async () => {
    const context = contextIn("prod");
    const made = await record(() => new FlagStrategies("flags", { context }));

    expect(only(made, STRATEGY, "flags-revert").inputs).to.deep.equal({
      name: "nc-platform-prod-flags-back",
      description: "Turns a feature flag back, in an incident",
      ...AT_ONCE,
      finalBakeTimeInMinutes: 0,
      replicateTo: "NONE",
      tags: context.tags("flags-back"),
    });
  });

  for (const [environment, setting] of [
    ["stg", "bakeMinutes"],
    ["prod", "watchMinutes"],
  ] as const) {
    it(`refuses ${setting} that AppConfig does not watch for so long`, async () => {
      const context = contextOf(settingsOf(environment, { [setting]: 1441 }), PLATFORM);
      await record(() => {
        expect(() => new FlagStrategies("flags", { context })).to.throw(
          `${setting} is 1441: expected at most 1440`,
        );
      });
    });
  }
});
