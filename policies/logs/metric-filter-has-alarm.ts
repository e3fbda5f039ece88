import { METRIC_ALARM, metricsOf } from "../observe/alarms";
import { ciCl002 } from "../support/frameworks";
import { ofType, planRule } from "../support/plan";
import { isUnknown } from "../support/unknowns";

export const metricFilterHasAlarm = planRule({
  name: "metric-filter-has-alarm",
  description: "Every metric that is counted in a log has an alarm that reads it.",
  why: "A change of the boundary that is counted, and of which nobody hears, is as good as unseen.",
  remediationSteps: "Add a `metricAlarm` on the metric, as `ControlChangeAlarms` does.",
  severity: "high",
  framework: ciCl002("§13"),
  *check(plan) {
    const read = ofType(plan, METRIC_ALARM).flatMap(({ props }) => metricsOf(props));
    for (const { urn, props } of ofType(plan, "aws:cloudwatch/logMetricFilter:LogMetricFilter")) {
      const { namespace, name } = props.metricTransformation ?? {};
      const isRead = read.some(
        (metric) =>
          (isUnknown(namespace) || metric.namespace === namespace) &&
          (isUnknown(name) || metric.metricName === name),
      );
      if (!isRead) yield { urn, message: `no alarm reads the metric ${namespace} ${name}` };
    }
  },
});
