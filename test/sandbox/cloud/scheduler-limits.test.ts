import { type Refusals, refuses } from "../../support/refusals";

const TARGET = {
  arn: "arn:aws:ecs:ca-central-1:111111111111:cluster/nc-core",
  roleArn: "arn:aws:iam::111111111111:role/nc-job-dev-schedule",
  retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 },
  ecsParameters: {
    taskDefinitionArn: "arn",
    taskCount: 1,
    launchType: "FARGATE",
    group: "runs",
    networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: false },
  },
};
const SCHEDULE = {
  name: "nc-job-dev-schedule",
  groupName: "nc-job-dev-schedule",
  state: "DISABLED",
  scheduleExpression: "cron(0 6 * * ? *)",
  scheduleExpressionTimezone: "America/Toronto",
  flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 15 },
  target: TARGET,
};
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

const tasks = (changes: object) => ({
  target: { ...TARGET, ecsParameters: { ...TARGET.ecsParameters, ...changes } },
});
const retries = (changes: object) => ({
  target: { ...TARGET, retryPolicy: { ...TARGET.retryPolicy, ...changes } },
});

const CASES: readonly Refusals[] = [
  [
    "aws:scheduler/schedule:Schedule",
    SCHEDULE,
    [
      [
        { name: "a".repeat(65) },
        `name is "${"a".repeat(65)}": expected at most 64 characters, and it has 65`,
      ],
      [{ target: undefined }, "target is missing: expected a value"],
      [{ state: "OFF" }, 'state is "OFF": expected one of "ENABLED", "DISABLED"'],
      [
        { scheduleExpression: "rate(0 days)" },
        'scheduleExpression is "rate(0 days)": expected rate(...), cron(...) or at(...)',
      ],
      [
        { scheduleExpression: "cron(0 6 * * ?)" },
        'scheduleExpression is "cron(0 6 * * ?)": expected rate(...), cron(...) or at(...)',
      ],
      [
        { scheduleExpressionTimezone: "Toronto" },
        'scheduleExpressionTimezone is "Toronto": expected a time zone of the IANA database',
      ],
      [
        { flexibleTimeWindow: { mode: "ON" } },
        'flexibleTimeWindow.mode is "ON": expected OFF or FLEXIBLE',
      ],
      [
        { flexibleTimeWindow: { mode: "OFF", maximumWindowInMinutes: 1 } },
        'flexibleTimeWindow is {"mode":"OFF","maximumWindowInMinutes":1}: ' +
          "expected no maximumWindowInMinutes, as mode is OFF",
      ],
      [
        { flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 1441 } },
        'flexibleTimeWindow is {"mode":"FLEXIBLE","maximumWindowInMinutes":1441}: ' +
          "expected maximumWindowInMinutes from 1 to 1440",
      ],
      [{ target: { ...TARGET, arn: undefined } }, "target.arn is missing: expected an ARN"],
      [{ target: { ...TARGET, roleArn: "" } }, 'target.roleArn is "": expected a role\'s ARN'],
      [
        retries({ maximumRetryAttempts: 186 }),
        "target.retryPolicy.maximumRetryAttempts is 186: expected from 0 to 185",
      ],
      [
        retries({ maximumEventAgeInSeconds: 59 }),
        "target.retryPolicy.maximumEventAgeInSeconds is 59: expected from 60 to 86400",
      ],
      [tasks({ taskCount: 11 }), "target.ecsParameters.taskCount is 11: expected from 1 to 10"],
      [
        tasks({ taskDefinitionArn: undefined }),
        "target.ecsParameters.taskDefinitionArn is missing: expected an ARN",
      ],
      [
        tasks({ group: "g".repeat(256) }),
        'target.ecsParameters.group is "256 characters": expected at most 255',
      ],
      [
        tasks({ networkConfiguration: { subnets: [] } }),
        'target.ecsParameters.networkConfiguration is {"subnets":[]}: expected 1 to 16 subnets, on Fargate',
      ],
    ],
  ],
  [
    "aws:cloudwatch/eventRule:EventRule",
    { name: "nc-job-dev-runs-failed", eventPattern: '{"source":["aws.ecs"]}', state: "ENABLED" },
    [
      [
        { eventPattern: undefined },
        "eventPattern is missing: expected a pattern, or a scheduleExpression",
      ],
      [{ eventPattern: "{" }, 'eventPattern is "{": expected JSON'],
      [
        { eventPattern: JSON.stringify({ source: ["a".repeat(4100)] }) },
        'eventPattern is "4115 characters": expected at most 4096',
      ],
    ],
  ],
  [
    "aws:cloudwatch/eventTarget:EventTarget",
    { rule: "nc-job-dev-runs-failed", arn: "arn", targetId: "alerts" },
    [
      [{ arn: undefined }, "arn is missing: expected a value"],
      [{ targetId: "a b" }, 'targetId is "a b": expected letters, digits, dots, _ and -'],
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
];

refuses("schedules, of rules, and of alarms that look back", CASES);
