import { UNKNOWN } from "../../../infra/unknown";
import type { Properties } from "../record";
import { parsed } from "./document";
import { isGiven, type Judged, oneOf, part, type Rules, required, shaped } from "./rule";

const EXPRESSION =
  /^(rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/;
const GROUP_OF_TASKS = 255;

/** EventBridge and EventBridge Scheduler. Source of each: its Create* or Put* operation. */
export const SCHEDULER: Rules = {
  "aws:cloudwatch/eventRule:EventRule": [
    oneOf("state", "ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
    ({ inputs: { eventPattern, scheduleExpression }, refuse }) => {
      if (!isGiven(eventPattern) && !isGiven(scheduleExpression)) {
        refuse("eventPattern", eventPattern, "a pattern, or a scheduleExpression");
      }
      if (parsed(eventPattern) === "broken") refuse("eventPattern", eventPattern, "JSON");
      if (typeof eventPattern === "string" && eventPattern.length > 4096) {
        refuse("eventPattern", `${eventPattern.length} characters`, "at most 4096");
      }
    },
  ],
  "aws:cloudwatch/eventTarget:EventTarget": [
    required("arn", "rule"),
    shaped("targetId", 64, /^[\w.-]+$/, "letters, digits, dots, _ and -"),
  ],
  "aws:scheduler/schedule:Schedule": [
    required("scheduleExpression", "flexibleTimeWindow", "target"),
    oneOf("state", "ENABLED", "DISABLED"),
    shaped("scheduleExpression", 256, EXPRESSION, "rate(...), cron(...) or at(...)"),
    zoneIsKnown,
    windowFits,
    targetFits,
  ],
};

function zoneIsKnown({ inputs: { scheduleExpressionTimezone: zone }, refuse }: Judged): void {
  if (typeof zone !== "string") return;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    refuse("scheduleExpressionTimezone", zone, "a time zone of the IANA database");
  }
}

function windowFits({ inputs: { flexibleTimeWindow }, refuse }: Judged): void {
  const window = part(flexibleTimeWindow);
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

function targetFits({ inputs: { target }, refuse }: Judged): void {
  const given = part(target);
  if (!given) return;
  const { arn, roleArn, ecsParameters, retryPolicy } = given;
  if (!isGiven(arn)) refuse("target.arn", arn, "an ARN");
  if (!isGiven(roleArn)) refuse("target.roleArn", roleArn, "a role's ARN");
  const { maximumRetryAttempts, maximumEventAgeInSeconds } = part(retryPolicy) ?? {};
  if (isGiven(maximumRetryAttempts) && !within(maximumRetryAttempts, 0, 185)) {
    refuse("target.retryPolicy.maximumRetryAttempts", maximumRetryAttempts, "from 0 to 185");
  }
  if (isGiven(maximumEventAgeInSeconds) && !within(maximumEventAgeInSeconds, 60, 86_400)) {
    const want = "from 60 to 86400";
    refuse("target.retryPolicy.maximumEventAgeInSeconds", maximumEventAgeInSeconds, want);
  }
  const task = part(ecsParameters);
  if (task) taskFits(task, refuse);
}

function taskFits(task: Properties, refuse: Judged["refuse"]): void {
  const { taskDefinitionArn, taskCount, launchType, group, networkConfiguration } = task;
  const at = (field: string) => `target.ecsParameters.${field}`;
  if (!isGiven(taskDefinitionArn)) refuse(at("taskDefinitionArn"), taskDefinitionArn, "an ARN");
  if (isGiven(taskCount) && !within(taskCount, 1, 10)) {
    refuse(at("taskCount"), taskCount, "from 1 to 10");
  }
  if (typeof group === "string" && group.length > GROUP_OF_TASKS) {
    refuse(at("group"), `${group.length} characters`, `at most ${GROUP_OF_TASKS}`);
  }
  if (launchType !== "FARGATE") return;
  const subnets = part(networkConfiguration)?.subnets;
  if (subnets === UNKNOWN || networkConfiguration === UNKNOWN) return;
  if (!Array.isArray(subnets) || !within(subnets.length, 1, 16)) {
    refuse(at("networkConfiguration"), networkConfiguration, "1 to 16 subnets, on Fargate");
  }
}

/** What is not known yet is within. */
function within(value: unknown, least: number, most: number): boolean {
  return value === UNKNOWN || (Number(value) >= least && Number(value) <= most);
}
