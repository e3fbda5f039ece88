import { ALERT_ROUTES, type AlertRoute } from "../../infra/alerts";

/** The ARN of a topic for each route, each another: `base`, a dash and the route. */
export function topicsAt(base: string): Record<AlertRoute, string> {
  return Object.fromEntries(ALERT_ROUTES.map((route) => [route, `${base}-${route}`])) as Record<
    AlertRoute,
    string
  >;
}

/** What follows the sentence in the description of an alarm of the tests' repository. */
export function responseText(severity: string, owner: string, component: string): string {
  const page = "https://github.com/neurocipher/nc-platform/blob/main/docs/runbooks/alarms.md";
  return ` Severity: ${severity}. Owner: ${owner}. Runbook: ${page}#${component}`;
}
