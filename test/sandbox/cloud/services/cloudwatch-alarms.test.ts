import { describeValidation } from "../validation";

const ALARM = {
  name: "nc-job-dev-run-late",
  comparisonOperator: "LessThanThreshold",
  namespace: "AWS/Events",
  metricName: "MatchedEvents",
  statistic: "Sum",
  period: 3600,
  evaluationPeriods: 168,
  warmUpConfiguration: undefined,
};

const query = (id: string, returnData = false) => ({
  id,
  returnData,
  metric: { namespace: "N", metricName: "M", period: 60, stat: "Sum" },
});
const queries = (count: number) =>
  Array.from({ length: count }, (_, index) => query(`m${index}`, index === 0));
const rule = (count: number, name = "a") =>
  Array.from({ length: count }, (_, index) => `ALARM("${name}${index}")`).join(" OR ");
describeValidation("alarms", [
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    {
      name: "a",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 3,
      metricQueries: queries(10),
      alarmActions: ["arn"],
    },
    [
      [{ metricQueries: queries(11) }, 'metricQueries is "11 metrics": expected at most 10'],
      [
        { metricQueries: [query("m")] },
        'metricQueries is "0 with returnData": expected exactly one',
      ],
      [
        { metricQueries: [query("m", true), query("m")] },
        'metricQueries is ["m","m"]: expected no id twice',
      ],
      [
        { metricQueries: [query("M", true)] },
        'metricQueries is "M": expected an id of letters, digits and _, a small letter first',
      ],
      [
        {
          metricQueries: Array.from({ length: 21 }, (_, at) => ({ id: `e${at}`, returnData: !at })),
        },
        'metricQueries is "21 queries": expected at most 20',
      ],
      [{ alarmActions: Array(6).fill("arn") }, 'alarmActions is "6 actions": expected at most 5'],
    ],
  ],
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    ALARM,
    [
      [
        { evaluationPeriods: 169 },
        "evaluationPeriods is 169: expected at most 604800 seconds with a period of 3600, and " +
          "these are 608400",
      ],
      [
        { period: 300, evaluationPeriods: 289 },
        "evaluationPeriods is 289: expected at most 86400 seconds with a period of 300, and these " +
          "are 86700",
      ],
      [
        {
          namespace: undefined,
          metricName: undefined,
          statistic: undefined,
          period: undefined,
          evaluationPeriods: 1441,
          metricQueries: [
            { id: "a", metric: { period: 60 } },
            { id: "b", expression: "a", returnData: true },
          ],
        },
        "evaluationPeriods is 1441: expected at most 86400 seconds with a period of 60, and these " +
          "are 86460",
      ],
      [
        { warmUpConfiguration: { warmUpPeriodDurationInMinutes: 2881 } },
        "warmUpConfiguration.warmUpPeriodDurationInMinutes is 2881: expected from 1 to 2880",
      ],
    ],
  ],
  [
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    { alarmName: "a", alarmRule: rule(100) },
    [
      [{ alarmRule: undefined }, "alarmRule is missing: expected a value"],
      [{ alarmRule: rule(101) }, 'alarmRule is "101 alarms": expected at most 100'],
      [
        { alarmRule: rule(50, "a".repeat(200)) },
        'alarmRule is "10736 characters": expected at most 10240',
      ],
    ],
  ],
]);
