import { physicalName } from "../../infra/naming/names";
import type { Settings } from "../../infra/settings/parse";
import { regionsOf } from "../encryption/our-key";
import { resourceRule } from "../support/rule";
import { UNKNOWN, valuesAt } from "../support/unknowns";
import { COMPOSITE_ALARM, METRIC_ALARM } from "./alarms";

/**
 * An alarm tells the environment's alert topic when it goes off (CI/CL-002 §13).
 *
 * Why: an alarm that reaches nobody is a line in a log. The topic is the one place to subscribe at,
 * and its key admits CloudWatch, which another topic's may not.
 *
 * Fix: make it with `metricAlarm` or `compositeAlarm`.
 */
export const alarmNotifies = resourceRule({
  name: "alarm-notifies",
  description: "Every alarm has the environment's alert topic among its actions.",
  applies: (type) => type === METRIC_ALARM || type === COMPOSITE_ALARM,
  *check({ props }, settings) {
    const actions = valuesAt(props, "alarmActions.*");
    const wanted = topics(settings);
    if (actions.some((each) => each === UNKNOWN || wanted.includes(String(each)))) return;
    const given = actions.filter((each) => each !== undefined).join(", ") || "not given";
    yield `alarmActions is ${given}: add ${wanted.join(" or ")}`;
  },
});

function topics(settings: Settings): string[] {
  const owner = { service: "platform", environment: settings.environment };
  const name = physicalName("aws:sns/topic:Topic", owner, "alerts");
  return regionsOf(settings).map((region) => `arn:aws:sns:${region}:${settings.accountId}:${name}`);
}
