import { policyDocument } from "./document";
import {
  between,
  entries,
  exactlyOne,
  isGiven,
  type Judged,
  oneOf,
  part,
  type Rules,
  required,
  shaped,
} from "./rule";
import { actionsFit, mathFits } from "./watch";

/** Days for which CloudWatch Logs keeps events; 0 is for ever. Source: PutRetentionPolicy. */
const RETENTION = [
  ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

const COMPARISONS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];

/** CloudWatch and CloudWatch Logs. Source of each: its Create* or Put* operation. */
export const OBSERVE: Rules = {
  "aws:cloudwatch/logGroup:LogGroup": [
    shaped("name", 512, /^[\w./#-]+$/, "letters, digits and _./#-"),
    oneOf("retentionInDays", ...RETENTION),
    oneOf("logGroupClass", "STANDARD", "INFREQUENT_ACCESS", "DELIVERY"),
  ],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": [
    exactlyOne("policyName", "resourceArn"),
    policyDocument("policyDocument", { max: 5120, principal: true }),
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    required("comparisonOperator", "evaluationPeriods"),
    oneOf("comparisonOperator", ...COMPARISONS),
    oneOf("treatMissingData", "missing", "ignore", "breaching", "notBreaching"),
    between("evaluationPeriods", 1, 1_000_000),
    alarmHasMetric,
    mathFits,
    actionsFit,
    alarmLooksBack,
  ],
};

function alarmHasMetric({ inputs, refuse }: Judged): void {
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

/** Source: PutMetricAlarm, Period and WarmUpConfiguration. */
function alarmLooksBack({ inputs, refuse }: Judged): void {
  const { evaluationPeriods, metricQueries, period, warmUpConfiguration } = inputs;
  const periods = entries(metricQueries).map(([, query]) => part(query.metric)?.period);
  const own = [period, ...periods].find((each) => typeof each === "number");
  if (typeof own === "number" && typeof evaluationPeriods === "number") {
    const most = own < 3600 ? 86_400 : 604_800;
    const seconds = own * evaluationPeriods;
    if (seconds > most) {
      const want = `at most ${most} seconds with a period of ${own}, and these are ${seconds}`;
      refuse("evaluationPeriods", evaluationPeriods, want);
    }
  }
  const minutes = part(warmUpConfiguration)?.warmUpPeriodDurationInMinutes;
  if (typeof minutes === "number" && (minutes < 1 || minutes > 2880)) {
    refuse("warmUpConfiguration.warmUpPeriodDurationInMinutes", minutes, "from 1 to 2880");
  }
}
