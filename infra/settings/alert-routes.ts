import { z } from "zod";
import { ALERT_ROUTES } from "../alerts";

const email = z.strictObject({
  /** Somebody there has to confirm the subscription once. */
  email: z.email("an e-mail address"),
});

const https = z.strictObject({
  /** The service there confirms by itself, as PagerDuty and Opsgenie do. */
  https: z
    .url({ protocol: /^https$/, error: "an https URL" })
    .refine((url) => !/^https:\/\/[^/]*@/.test(url), "an https URL without a user in it"),
});

const places = z.array(z.union([email, https])).default([]);

/** Where alarms go, by severity and for Security. */
export const alertRoutes = z
  .strictObject({ page: places, ticket: places, information: places, security: places })
  .prefault({})
  .describe("Where alarms go: page, ticket, information, and security; each a list (§13).");

/** What prod lacks: each route has a place at least, or an alarm reaches nobody. */
export function checkAlertRoutes(
  routes: unknown,
  isProd: boolean,
  wrong: (path: PropertyKey[], message: string) => void,
): void {
  if (!isProd) return;
  for (const route of ALERT_ROUTES) {
    const given: unknown = routes instanceof Object ? Reflect.get(routes, route) : undefined;
    if (given === undefined || (Array.isArray(given) && given.length === 0)) {
      wrong(["alertRoutes", route], "at least one place in prod, such as { email: … }");
    }
  }
}
