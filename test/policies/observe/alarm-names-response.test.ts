import { alarmNamesResponse } from "../../../policies/observe/alarm-names-response";
import { type Case, judges, LATER } from "../../support/violations";

const described = (alarmDescription?: string): Case => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  props: { alarmDescription },
});
const PAGE = "https://github.com/neurocipher/nc-platform/blob/main/docs/runbooks/alarms.md#x";
const LACKS = { says: [/^alarmDescription is .*: end it with "Severity: <page/] };

judges(alarmNamesResponse, {
  "[§13] passes a severity, an owner and a runbook": described(
    `Too slow. Severity: page. Owner: ingest. Runbook: ${PAGE}`,
  ),
  "passes what is unknown": described(LATER),
  "passes a composite alarm": {
    type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    props: { alarmDescription: `Too slow. Severity: ticket. Owner: ingest. Runbook: ${PAGE}` },
  },
  "refuses none": { ...described(), says: [/^alarmDescription is not given/] },
  "refuses a sentence alone": { ...described("Too slow."), ...LACKS },
  "refuses another severity": {
    ...described(`Too slow. Severity: red. Owner: ingest. Runbook: ${PAGE}`),
    ...LACKS,
  },
  "refuses no owner": { ...described(`Too slow. Severity: page. Runbook: ${PAGE}`), ...LACKS },
  "refuses no runbook": { ...described("Too slow. Severity: page. Owner: ingest."), ...LACKS },
  "refuses a runbook without TLS": {
    ...described(`Too slow. Severity: page. Owner: ingest. Runbook: ${PAGE.replace("s:", ":")}`),
    ...LACKS,
  },
  "refuses no sentence": {
    ...described(` Severity: page. Owner: ingest. Runbook: ${PAGE}`),
    ...LACKS,
  },
});
