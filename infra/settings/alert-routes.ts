import { z } from "zod";
import { ALERT_ROUTES } from "../alerts";
import type { Frozen } from "../problems";

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

const uuid = (what: string) =>
  z.string().regex(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, what);

/** Ids as the chat service shows them (AWS Chatbot API, CreateSlackChannelConfiguration). */
const slack = z.strictObject({
  /** A Slack channel, through Amazon Q Developer in chat applications. */
  slack: z.strictObject({
    workspace: z.string().regex(/^[0-9A-Z]{1,255}$/, "the id of a workspace such as T07EA123LEP"),
    channel: z.string().regex(/^[0-9A-Za-z]{1,255}$/, "the id of a channel such as C07EZ1ABC23"),
  }),
});

/** The same of Microsoft Teams (AWS Chatbot API, CreateMicrosoftTeamsChannelConfiguration). */
const teams = z.strictObject({
  teams: z.strictObject({
    tenant: uuid("the UUID of a tenant"),
    team: uuid("the UUID of a team"),
    /** As the channel's link has it. */
    channel: z
      .string()
      .regex(
        /^[\w=+/.,-]*%3[aA][\w=+/.,-]*%40[\w=+/.,-]*$/,
        "the id of a channel as its link has it, such as 19%3a1a2b%40thread.tacv2",
      ),
  }),
});

/** A channel of a chat. */
export type ChatPlace = Frozen<z.output<typeof slack> | z.output<typeof teams>>;

const places = z.array(z.union([email, https, slack, teams])).default([]);

/** Where alarms go, by severity and for Security. */
export const alertRoutes = z
  .strictObject({ page: places, ticket: places, information: places, security: places })
  .prefault({})
  .describe("Where alarms go: page, ticket, information, and security; each a list (§13).");

/**
 * What is wrong with the routes together: prod has a place for each at least, or an alarm reaches nobody, and of a team of Microsoft
 * Teams there is one channel, as the provider finds the configuration of a channel by its team alone (terraform-provider-aws,
 * `aws_chatbot_teams_channel_configuration`).
 */
export function checkAlertRoutes(
  routes: unknown,
  isProd: boolean,
  wrong: (path: PropertyKey[], message: string) => void,
): void {
  const read = alertRoutes.safeParse(routes);
  if (read.success) checkTeams(read.data, wrong);
  if (!isProd) return;
  for (const route of ALERT_ROUTES) {
    const given: unknown = routes instanceof Object ? Reflect.get(routes, route) : undefined;
    if (given === undefined || (Array.isArray(given) && given.length === 0)) {
      wrong(["alertRoutes", route], "at least one place in prod, such as { email: … }");
    }
  }
}

function checkTeams(
  routes: z.output<typeof alertRoutes>,
  wrong: (path: PropertyKey[], message: string) => void,
): void {
  const channels = new Map<string, string>();
  for (const route of ALERT_ROUTES) {
    routes[route].forEach((place, index) => {
      if (!("teams" in place)) return;
      const { team, channel } = place.teams;
      const known = channels.get(team) ?? channel;
      channels.set(team, known);
      if (channel === known) return;
      const path = ["alertRoutes", route, index, "teams", "channel"];
      wrong(path, `${known}, as one channel of a team can be told`);
    });
  }
}
