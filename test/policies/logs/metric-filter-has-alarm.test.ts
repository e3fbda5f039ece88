import { metricFilterHasAlarm } from "../../../policies/logs/metric-filter-has-alarm";
import { judgesPlans, LATER } from "../../support/violations";

const filter = (name: string) => ({
  type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  props: { metricTransformation: { namespace: "NC/Audit", name, value: "1" } },
});
const alarm = (namespace: string, metricName: string) => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  props: { namespace, metricName },
});

judgesPlans(metricFilterHasAlarm, {
  "passes a metric that an alarm reads": {
    plan: { filter: filter("root-use"), alarm: alarm("NC/Audit", "root-use") },
  },
  "passes a metric that only up knows": {
    plan: { filter: filter(LATER), alarm: alarm("NC/Audit", "root-use") },
  },
  "passes a plan without filters": { plan: { alarm: alarm("NC/Audit", "root-use") } },
  "refuses a metric that no alarm reads": {
    plan: { filter: filter("root-use"), alarm: alarm("NC/Audit", "key-changes") },
    says: [/^filter: no alarm reads the metric NC\/Audit root-use$/],
  },
  "refuses one of another namespace": {
    plan: { filter: filter("root-use"), alarm: alarm("NC/Other", "root-use") },
    says: [/^filter: no alarm reads/],
  },
});
