import { ALERT_ROUTES, type AlertRoute } from "../../infra/alerts";
import { fullName } from "../../infra/naming/names";
import { formatProblem } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import type { AccountInspection, SubscriptionState } from "../ports/account-inspection";
import { type Check, type Saying, sayings } from "./check";

/** That whoever the settings name in `alertRoutes` is subscribed, and has confirmed it (CI/CL-002 §13). */
export function alertRoutesCheck(settings: Settings, account: AccountInspection): Check {
  const { environment, alertRoutes } = settings;
  const apply = `pulumi up --refresh --stack ${environment} --policy-pack policies`;
  return {
    name: "alert routes",
    mend: `aws sso login, as somebody who may read the account of ${environment}`,
    async look() {
      const problems: Saying[] = [];
      for (const route of ALERT_ROUTES) {
        const places = new Set(alertRoutes[route].map(endpointOf));
        const found = await account.subscriptions(topicOf(route, settings));
        for (const place of places) {
          const subscription = found?.find(({ endpoint }) => endpoint === place);
          const field = `alertRoutes.${route}`;
          if (subscription === undefined) {
            const want = "a subscription of its topic";
            problems.push({ problem: formatProblem(field, undefined, want), mend: apply });
          } else if (!subscription.isConfirmed) {
            const want = "one that is confirmed: it is told nothing";
            const problem = formatProblem(`${field}, ${shown(subscription)}`, "pending", want);
            // SNS drops what nobody confirms within two days, and an update subscribes it anew.
            const mend = `somebody there follows the link of "AWS Notification - Subscription Confirmation"; after two days: ${apply}`;
            problems.push({ problem, mend });
          }
        }
      }
      return problems.length > 0 ? problems : sayings([], apply, "who is told has confirmed it");
    },
  };
}

/** With which Amazon Q Developer in chat applications subscribes, once for all of its channels. */
const CHAT = "https://global.sns-api.chatbot.amazonaws.com";

function endpointOf(place: Settings["alertRoutes"][AlertRoute][number]): string {
  if ("email" in place) return place.email;
  return "https" in place ? place.https : CHAT;
}

function topicOf(route: AlertRoute, { environment, region, accountId }: Settings): string {
  const topic = fullName({ service: "platform", environment }, `alerts-${route}`);
  return `arn:aws:sns:${region}:${accountId}:${topic}`;
}

/** A place, without the path of a URL, with which its holder could raise alerts. */
function shown({ protocol, endpoint }: SubscriptionState): string {
  return protocol === "https" ? new URL(endpoint).host : endpoint;
}
