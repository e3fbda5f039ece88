import { hasUnknown } from "../../../infra/unknown";
import type { ResourceTypes } from "../resource-type";
import { between, oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

/** Comparison operators of an alarm. */
const COMPARISONS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];

/** Most characters of the rule of a composite alarm. */
const ALARM_RULE = 10_240;

/** Most alarms in the rule of a composite alarm. */
const CHILDREN = 100;

/** CloudWatch: alarms. Source of each limit: PutMetricAlarm, PutCompositeAlarm. */
export const CLOUDWATCH_ALARMS: ResourceTypes = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    outputs: ({ arn, text }) => ({
      id: text("name"),
      name: text("name"),
      arn: arn("cloudwatch", `alarm:${text("name")}`),
    }),
    validate: [
      required("comparisonOperator", "evaluationPeriods"),
      oneOf("comparisonOperator", ...COMPARISONS),
      oneOf("treatMissingData", "missing", "ignore", "breaching", "notBreaching"),
      between("evaluationPeriods", 1, 1_000_000),
      checkMetric,
      checkMetricMath,
      checkActions,
      checkEvaluationWindow,
    ],
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    outputs: ({ arn, text }) => ({
      id: text("alarmName"),
      arn: arn("cloudwatch", `alarm:${text("alarmName")}`),
    }),
    validate: [required("alarmRule"), checkAlarmRule, checkActions],
  },
};

function checkMetric({ inputs, refuse }: Validation): void {
  const { metricName, metricQueries, namespace, period } = inputs;
  if (isGiven(metricName) === isGiven(metricQueries)) {
    refuse("metricName", metricName, "a metric, or metricQueries, not both");
  }
  if (!isGiven(metricName)) return;
  if (!isGiven(namespace)) refuse("namespace", namespace, "a value, as metricName is given");
  if (!isGiven(period)) refuse("period", period, "a value, as metricName is given");
  if (!isGiven(inputs.statistic) && !isGiven(inputs.extendedStatistic)) {
    refuse("statistic", inputs.statistic, "a statistic, or an extendedStatistic");
  }
}

/** Source: CloudWatch API, MetricDataQuery. */
function checkMetricMath({ inputs, refuse }: Validation): void {
  const queries = objectsIn(inputs.metricQueries).map(([, query]) => query);
  if (queries.length === 0) return;
  const metrics = queries.flatMap(({ metric }) => objectOf(metric) ?? []);
  if (metrics.length > 10) refuse("metricQueries", `${metrics.length} metrics`, "at most 10");
  if (queries.length > 20) refuse("metricQueries", `${queries.length} queries`, "at most 20");
  if (!hasUnknown(inputs.metricQueries)) {
    const results = queries.filter(({ returnData }) => returnData === true).length;
    if (results !== 1) refuse("metricQueries", `${results} with returnData`, "exactly one");
  }
  const ids = queries.map(({ id }) => id).filter((id) => typeof id === "string");
  if (new Set(ids).size < ids.length) refuse("metricQueries", ids, "no id twice");
  for (const id of ids) {
    if (/^[a-z]\w*$/.test(id)) continue;
    refuse("metricQueries", id, "an id of letters, digits and _, a small letter first");
  }
}

/** Five actions for each state. Source: PutMetricAlarm, PutCompositeAlarm. */
function checkActions({ inputs, refuse }: Validation): void {
  for (const key of ["alarmActions", "okActions", "insufficientDataActions"]) {
    const actions = inputs[key];
    if (!Array.isArray(actions) || actions.length <= 5) continue;
    refuse(key, `${actions.length} actions`, "at most 5");
  }
}

/** Source: PutMetricAlarm, Period and WarmUpConfiguration. */
function checkEvaluationWindow({ inputs, refuse }: Validation): void {
  const { evaluationPeriods, metricQueries, period, warmUpConfiguration } = inputs;
  const periods = objectsIn(metricQueries).map(([, query]) => objectOf(query.metric)?.period);
  const own = [period, ...periods].find((each) => typeof each === "number");
  if (typeof own === "number" && typeof evaluationPeriods === "number") {
    const most = own < 3600 ? 86_400 : 604_800;
    const seconds = own * evaluationPeriods;
    if (seconds > most) {
      const want = `at most ${most} seconds with a period of ${own}, and these are ${seconds}`;
      refuse("evaluationPeriods", evaluationPeriods, want);
    }
  }
  const minutes = objectOf(warmUpConfiguration)?.warmUpPeriodDurationInMinutes;
  if (typeof minutes === "number" && (minutes < 1 || minutes > 2880)) {
    refuse("warmUpConfiguration.warmUpPeriodDurationInMinutes", minutes, "from 1 to 2880");
  }
}

function checkAlarmRule({ inputs, refuse }: Validation): void {
  const { alarmRule } = inputs;
  if (typeof alarmRule !== "string") return;
  if (alarmRule.length > ALARM_RULE) {
    refuse("alarmRule", `${alarmRule.length} characters`, `at most ${ALARM_RULE}`);
  }
  const children = new Set(alarmRule.match(/"[^"]+"/g)).size;
  if (children > CHILDREN) refuse("alarmRule", `${children} alarms`, `at most ${CHILDREN}`);
}
