import { responseIn } from "../../infra/alerts";
import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";
import { COMPOSITE_ALARM, METRIC_ALARM } from "./alarms";

export const alarmNamesResponse = resourceRule({
  name: "alarm-names-response",
  description: "Every alarm's description names its severity, its owner and its runbook.",
  why:
    "Who is woken sees the description first: without a page that says what to do, and a team to ask, " +
    "the first minutes are lost.",
  remediationSteps: "Create it with `metricAlarm` or `compositeAlarm`.",
  severity: "medium",
  framework: ciCl002("§13"),
  types: [METRIC_ALARM, COMPOSITE_ALARM],
  *check({ props: { alarmDescription } }) {
    if (isUnknown(alarmDescription) || responseIn(alarmDescription ?? "") !== undefined) return;
    yield `alarmDescription is ${alarmDescription ?? "not given"}: end it with "Severity: <page, ticket or information>. Owner: <team>. Runbook: <link>"`;
  },
});
