/** How soon an alarm needs somebody: at once, in working hours, or for the record. */
export const SEVERITIES = ["page", "ticket", "information"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The team that is told of changes of what guards deliveries, and of break-glass, on a topic of its own. */
export const SECURITY_OWNER = "security";

/** Where alarms go: a topic for each severity, and one for Security's. */
export const ALERT_ROUTES = [...SEVERITIES, SECURITY_OWNER] as const;
export type AlertRoute = (typeof ALERT_ROUTES)[number];

/** What an alarm says of itself beside what is wrong. */
export interface AlarmResponse {
  readonly severity: Severity;
  /** Slug of the team that owns what is wrong. */
  readonly owner: string;
  /** Link of the page that says what to do. */
  readonly runbook: string;
}

/** Where the alarms of a severity and an owner go. */
export function routeOf({
  severity,
  owner,
}: Pick<AlarmResponse, "severity" | "owner">): AlertRoute {
  return owner === SECURITY_OWNER ? SECURITY_OWNER : severity;
}

/** Longest description of an alarm, in characters (CloudWatch API, PutMetricAlarm). */
const DESCRIPTION_MAX = 1024;

const RESPONSE =
  /^\S.* Severity: (page|ticket|information)\. Owner: ([a-z0-9-]+)\. Runbook: (https:\/\/\S+)$/s;

/**
 * The description of an alarm: what is wrong, then what is read by people in a notification.
 *
 * @throws {RangeError} where CloudWatch would not take it
 */
export function alarmDescription(sentence: string, response: AlarmResponse): string {
  const { severity, owner, runbook } = response;
  const text = `${sentence} Severity: ${severity}. Owner: ${owner}. Runbook: ${runbook}`;
  if (text.length > DESCRIPTION_MAX)
    throw new RangeError(`${text} is longer than CloudWatch takes`);
  return text;
}

/** Reads {@link alarmDescription}; nothing where a description lacks a part. */
export function responseIn(description: string): AlarmResponse | undefined {
  const [, severity, owner, runbook] = RESPONSE.exec(description) ?? [];
  const known = SEVERITIES.find((each) => each === severity);
  if (known === undefined || owner === undefined || runbook === undefined) return undefined;
  return { severity: known, owner, runbook };
}

/** The page of runbooks for alarms, with a heading for each alarm by its component key. */
export function alarmRunbook(
  github: { readonly organization: string; readonly repository: string },
  component: string,
): string {
  const { organization, repository } = github;
  return `https://github.com/${organization}/${repository}/blob/main/docs/runbooks/alarms.md#${component}`;
}
