import { UNKNOWN } from "../../../infra/unknown";
import { type Judged, part } from "./rule";

/** Least, most and default of what stays up while tasks are replaced, in percent (ECS API). */
const KEPT = { least: 0, most: 100, default: 100 };
const AT_MOST = { least: 100, most: 200, default: 200 };

/** What ECS refuses of a service whose tasks it replaces. Source: ECS API, CreateService. */
export function rollingFits({ inputs, refuse }: Judged): void {
  const { deploymentMinimumHealthyPercent: kept, deploymentMaximumPercent: atMost } = inputs;
  for (const [property, value, { least, most }] of [
    ["deploymentMinimumHealthyPercent", kept, KEPT],
    ["deploymentMaximumPercent", atMost, AT_MOST],
  ] as const) {
    if (typeof value !== "number" || (value >= least && value <= most)) continue;
    refuse(property, value, `from ${least} to ${most}`);
  }
  if ((kept ?? KEPT.default) === 100 && atMost === 100) {
    refuse("deploymentMaximumPercent", atMost, "more than 100, or no task could be replaced");
  }
  const alarms = part(inputs.alarms);
  if (!alarms || alarms.enable === false || alarms.alarmNames === UNKNOWN) return;
  if (Array.isArray(alarms.alarmNames) && alarms.alarmNames.length > 0) return;
  refuse("alarms.alarmNames", alarms.alarmNames, "one at least, as alarms are enabled");
}
