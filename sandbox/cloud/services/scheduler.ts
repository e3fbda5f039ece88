import { UNKNOWN } from "../../../infra/unknown";
import type { Properties } from "../record";
import type { ResourceTypes } from "../resource-type";
import { matches, oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf } from "../values";

const EXPRESSION =
  /^(rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/;

/** Longest name of a task group, in characters. Source: Scheduler API, EcsParameters. */
const TASK_GROUP = 255;

/** EventBridge Scheduler. Source of each limit: CreateSchedule. */
export const SCHEDULER: ResourceTypes = {
  "aws:scheduler/schedule:Schedule": {
    outputs: ({ arn, inputs, text }) => {
      const path = `${String(inputs.groupName ?? "default")}/${text("name")}`;
      return { id: path, arn: arn("scheduler", `schedule/${path}`) };
    },
    validate: [
      required("scheduleExpression", "flexibleTimeWindow", "target"),
      oneOf("state", "ENABLED", "DISABLED"),
      matches("scheduleExpression", 256, EXPRESSION, "rate(...), cron(...) or at(...)"),
      checkTimeZone,
      checkFlexibleWindow,
      checkTarget,
    ],
    immutable: ["groupName"],
    updateSendsAll: true,
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": {
    outputs: ({ arn, text }) => ({
      id: text("name"),
      arn: arn("scheduler", `schedule-group/${text("name")}`),
      state: "ACTIVE",
    }),
  },
};

function checkTimeZone({ inputs: { scheduleExpressionTimezone: zone }, refuse }: Validation): void {
  if (typeof zone !== "string") return;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    refuse("scheduleExpressionTimezone", zone, "a time zone of the IANA database");
  }
}

function checkFlexibleWindow({ inputs: { flexibleTimeWindow }, refuse }: Validation): void {
  const window = objectOf(flexibleTimeWindow);
  if (!window) return;
  const { mode, maximumWindowInMinutes: minutes } = window;
  if (mode !== UNKNOWN && mode !== "OFF" && mode !== "FLEXIBLE") {
    refuse("flexibleTimeWindow.mode", mode, "OFF or FLEXIBLE");
  }
  if (mode === "OFF" && isGiven(minutes)) {
    refuse("flexibleTimeWindow", window, "no maximumWindowInMinutes, as mode is OFF");
  }
  if (mode === "FLEXIBLE" && !within(minutes, 1, 1440)) {
    refuse("flexibleTimeWindow", window, "maximumWindowInMinutes from 1 to 1440");
  }
}

/** Whether a number is within a range; one that is not known yet is. */
function within(value: unknown, least: number, most: number): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "number" && value >= least && value <= most;
}

function checkTarget({ inputs: { target }, refuse }: Validation): void {
  const given = objectOf(target);
  if (!given) return;
  const { arn, roleArn, ecsParameters, retryPolicy } = given;
  if (!isGiven(arn)) refuse("target.arn", arn, "an ARN");
  if (!isGiven(roleArn)) refuse("target.roleArn", roleArn, "a role's ARN");
  const { maximumRetryAttempts, maximumEventAgeInSeconds } = objectOf(retryPolicy) ?? {};
  if (isGiven(maximumRetryAttempts) && !within(maximumRetryAttempts, 0, 185)) {
    refuse("target.retryPolicy.maximumRetryAttempts", maximumRetryAttempts, "from 0 to 185");
  }
  if (isGiven(maximumEventAgeInSeconds) && !within(maximumEventAgeInSeconds, 60, 86_400)) {
    const want = "from 60 to 86400";
    refuse("target.retryPolicy.maximumEventAgeInSeconds", maximumEventAgeInSeconds, want);
  }
  const task = objectOf(ecsParameters);
  if (task) checkEcsTarget(task, refuse);
}

function checkEcsTarget(task: Properties, refuse: Validation["refuse"]): void {
  const { taskDefinitionArn, taskCount, launchType, group, networkConfiguration } = task;
  const at = (field: string) => `target.ecsParameters.${field}`;
  if (!isGiven(taskDefinitionArn)) refuse(at("taskDefinitionArn"), taskDefinitionArn, "an ARN");
  if (isGiven(taskCount) && !within(taskCount, 1, 10)) {
    refuse(at("taskCount"), taskCount, "from 1 to 10");
  }
  if (typeof group === "string" && group.length > TASK_GROUP) {
    refuse(at("group"), `${group.length} characters`, `at most ${TASK_GROUP}`);
  }
  if (launchType !== "FARGATE") return;
  const subnets = objectOf(networkConfiguration)?.subnets;
  if (subnets === UNKNOWN || networkConfiguration === UNKNOWN) return;
  if (!Array.isArray(subnets) || !within(subnets.length, 1, 16)) {
    refuse(at("networkConfiguration"), networkConfiguration, "1 to 16 subnets, on Fargate");
  }
}
