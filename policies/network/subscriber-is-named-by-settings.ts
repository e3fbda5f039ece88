import { ALERT_ROUTES } from "../../infra/alerts";
import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

/** Subscribers that are in an account of ours, which the boundary and the topic's policy bound. */
const IN_AWS = ["sqs", "lambda", "firehose"];

export const subscriberIsNamedBySettings = resourceRule({
  name: "subscriber-is-named-by-settings",
  description:
    "Whoever subscribes to a topic from outside AWS is named by the settings' alertRoutes.",
  why: "Mail, phones and URLs are outside the account: only a reviewed setting says who gets messages.",
  remediationSteps: "Name the place in `alertRoutes`, and leave subscriptions to `AlertTopics`.",
  severity: "critical",
  framework: ciCl002("§13"),
  types: ["aws:sns/topicSubscription:TopicSubscription"],
  *check({ props: { endpoint = "", protocol = "" } }, settings) {
    if (isUnknown(protocol) || IN_AWS.includes(protocol)) return;
    if (isUnknown(endpoint) || named(settings, protocol).includes(endpoint)) return;
    yield `endpoint is ${protocol} of ${endpoint}: use one of alertRoutes, or ${IN_AWS.join(" or ")}`;
  },
});

function named({ alertRoutes }: Settings, protocol: string): string[] {
  return ALERT_ROUTES.flatMap((route) => alertRoutes[route]).flatMap((place) => {
    if ("email" in place) return protocol === "email" ? [place.email] : [];
    return protocol === "https" && "https" in place ? [place.https] : [];
  });
}
