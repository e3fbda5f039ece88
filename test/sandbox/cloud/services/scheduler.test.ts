import { expect } from "chai";
import { currentInputs } from "../../../../sandbox/cloud/account";
import type { Properties } from "../../../../sandbox/cloud/record";
import { LOCATION, stateAfterUpdate, testAccount } from "../test-account";
import { describeValidation } from "../validation";

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
const tasks = (changes: object) => ({
  target: { ...TARGET, ecsParameters: { ...TARGET.ecsParameters, ...changes } },
});
const retries = (changes: object) => ({
  target: { ...TARGET, retryPolicy: { ...TARGET.retryPolicy, ...changes } },
});

describeValidation("schedules", [
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
]);

describe("an update of a schedule", () => {
  const account = testAccount();

  it("sends every input, so that a deployment survives only once a refresh has read it", () => {
    const entry = account.create("aws:scheduler/schedule:Schedule", "it", SCHEDULE);
    const deployed = { ...entry, state: { ...entry.state, state: "ENABLED" } };
    const update = (olds: Properties) =>
      stateAfterUpdate(deployed, olds, { ...olds, description: "2" });

    expect(update(SCHEDULE)).to.include({ state: "DISABLED", description: "2" });
    expect(update(currentInputs(deployed, LOCATION))).to.include({
      state: "ENABLED",
      description: "2",
    });
  });
});
