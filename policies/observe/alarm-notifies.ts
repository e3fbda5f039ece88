import { ALERT_ROUTES, type AlertRoute, responseIn, routeOf } from "../../infra/alerts";
import { physicalName } from "../../infra/naming/names";
import type { Settings } from "../../infra/settings/parse";
import { regionsOf } from "../account/regions";
import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { given, isUnknown } from "../support/unknowns";
import { COMPOSITE_ALARM, METRIC_ALARM } from "./alarms";

export const alarmNotifies = resourceRule({
  name: "alarm-notifies",
  description: "Every alarm has the topic of its severity, or Security's, among its actions.",
  why:
    "An alarm that reaches nobody is a line in a log. People subscribe at these topics, and their key " +
    "lets CloudWatch publish, which another topic's key may not.",
  remediationSteps: "Create it with `metricAlarm` or `compositeAlarm`.",
  severity: "high",
  framework: ciCl002("§13"),
  types: [METRIC_ALARM, COMPOSITE_ALARM],
  *check({ props }, settings) {
    const actions = given<unknown>(props.alarmActions);
    const { alarmDescription } = props;
    const response = isUnknown(alarmDescription) ? undefined : responseIn(`${alarmDescription}`);
    const routes = response ? [routeOf(response)] : ALERT_ROUTES;
    const wanted = routes.flatMap((route) => topicsOf(route, settings));
    if (actions.some((each) => isUnknown(each) || wanted.includes(String(each)))) return;
    const is = actions.join(", ") || "not given";
    yield `alarmActions is ${is}: add ${wanted.join(" or ")}`;
  },
});

function topicsOf(route: AlertRoute, settings: Settings): string[] {
  const owner = { service: "platform", environment: settings.environment };
  const name = physicalName("aws:sns/topic:Topic", owner, `alerts-${route}`);
  return regionsOf(settings).map((region) => `arn:aws:sns:${region}:${settings.accountId}:${name}`);
}
