import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createWorld } from "../../../../../sandbox/api/create-world";
import { advanceTo } from "../../../../../sandbox/api/simulation/advance";
import { stateOfAlarm } from "../../../../../sandbox/api/simulation/alarms/states";
import { putHistory } from "../../../../../sandbox/api/simulation/traffic/history";
import { createResource } from "../../../../../sandbox/cloud/account";
import { memoryCloud } from "../../../../../sandbox/cloud/memory";
import { START } from "../../support/test-api";

const ACCOUNTS = ["111111111111", "222222222222"];
const REGION = "ca-central-1";

describe("the evaluation of alarms", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-alarms-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("goes on in every account at once", async () => {
    const accounts = ACCOUNTS.map((id) => ({ id, region: REGION, cloud: memoryCloud([]) }));
    const world = createWorld({ folder, start: START, accounts });
    const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
    for (const account of world.accounts) {
      const inputs = {
        name: "silence",
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCount",
        statistic: "Sum",
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        treatMissingData: "breaching",
      };
      const resource = { urn: "urn:silence", type, name: "silence", inputs };
      createResource(account.cloud, resource, { account: account.id, region: REGION });
      const segments = [{ from: START.toISOString(), loads: [] }];
      putHistory(account, "targetgroup/idle", segments);
    }
    await advanceTo(world, new Date(START.getTime() + 5 * 60_000));
    const states = world.accounts.map((account) => stateOfAlarm(account, "silence"));
    expect(states).to.deep.equal(["ALARM", "ALARM"]);
  });
});
