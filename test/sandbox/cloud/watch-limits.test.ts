import { type Refusals, refuses } from "../../support/refusals";

const query = (id: string, returnData = false) => ({
  id,
  returnData,
  metric: { namespace: "N", metricName: "M", period: 60, stat: "Sum" },
});
const queries = (count: number) =>
  Array.from({ length: count }, (_, index) => query(`m${index}`, index === 0));
const rule = (count: number, name = "a") =>
  Array.from({ length: count }, (_, index) => `ALARM("${name}${index}")`).join(" OR ");
const body = (widgets: number, metrics: number) =>
  JSON.stringify({
    widgets: Array(widgets).fill({ properties: { metrics: Array(metrics).fill(["N", "M"]) } }),
  });

const CASES: readonly Refusals[] = [
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
  [
    "aws:cloudwatch/dashboard:Dashboard",
    { dashboardName: "a", dashboardBody: body(500, 5) },
    [
      [{ dashboardBody: "{" }, 'dashboardBody is "{": expected JSON with a list of widgets'],
      [{ dashboardBody: body(501, 1) }, 'dashboardBody is "501 widgets": expected at most 500'],
      [{ dashboardBody: body(100, 26) }, 'dashboardBody is "2600 metrics": expected at most 2500'],
      [
        { dashboardBody: body(1, 501) },
        'dashboardBody is "501 metrics of a widget": expected at most 500',
      ],
    ],
  ],
  [
    "aws:synthetics/canary:Canary",
    {
      name: "a",
      artifactS3Location: "s3://bucket/a",
      executionRoleArn: "arn",
      handler: "check.handler",
      runtimeVersion: "syn-nodejs-3.1",
      s3Bucket: "b",
      s3Key: "k",
      schedule: { expression: "rate(1 minute)" },
      runConfig: { timeoutInSeconds: 60, memoryInMb: 960, environmentVariables: { A: "b" } },
    },
    [
      [{ runtimeVersion: undefined }, "runtimeVersion is missing: expected a value"],
      [
        { artifactS3Location: "s3://a.b/c" },
        'artifactS3Location is "s3://a.b/c": expected s3:// and a bucket without dots',
      ],
      [{ handler: "handler" }, 'handler is "handler": expected a file and what to call in it'],
      [{ s3Key: undefined }, "s3Key is missing: expected a key if and only if s3Bucket is given"],
      [{ zipFile: "a" }, 'zipFile is "a": expected a zip, or s3Bucket and s3Key, not both'],
      [
        { runConfig: { timeoutInSeconds: 61 } },
        "runConfig.timeoutInSeconds is 61: expected from 3 to 60, and no longer than it is to the next run",
      ],
      [
        { runConfig: { timeoutInSeconds: 900 }, schedule: { expression: "rate(1 hour)" } },
        "runConfig.timeoutInSeconds is 900: expected from 3 to 840, and no longer than it is to the next run",
      ],
      [
        { runConfig: { memoryInMb: 1000 } },
        "runConfig.memoryInMb is 1000: expected from 960 to 3008 in steps of 64",
      ],
      [
        { runConfig: { environmentVariables: { A: "x".repeat(4096) } } },
        'runConfig.environmentVariables is "4104 bytes": expected at most 4096',
      ],
    ],
  ],
];

refuses("alarms, dashboards and canaries", CASES);
