import { parseEvent } from "../../../../delivery/ledger/events";
import { customValue } from "../../../../sandbox/api/simulation/traffic/custom-metrics";
import { DAY } from "../../../delivery/ledger/kpi/day";
import { START } from "../platform-world";
import { RETRIES, type Scenario } from "./scenario";

export const PUBLISH_KPIS: Scenario = {
  component: "publish-kpis",
  async prepare(here) {
    for (const event of DAY) {
      const moved = JSON.stringify(event).replaceAll("2026-03-02", "2026-10-02");
      await here.ledger.record(parseEvent({ ...JSON.parse(moved), environment: "dev" }));
    }
  },
  async deliver(here) {
    await here.publish("publish-kpis", {});
    await here.pass(RETRIES);
  },
  async state(here) {
    const of = { namespace: "NC/Kpis", dimensions: { Environment: "dev" }, stat: "Maximum" };
    const published = (metricName: string) => {
      const metric = { ...of, metricName };
      return customValue(here.account, metric, START, new Date(START.getTime() + 3_600_000));
    };
    const values = ["Deployments", "LeadTimeMinutes", "RestoreMinutes"].map(published);
    return { values, kept: here.queued("publish-kpis-failed-events") };
  },
  // As `test/delivery/ledger/kpi/day.ts` has it worked out by hand.
  expected: { values: [8, 40, 12.6], kept: [] },
};
