import { subscriberIsNamedBySettings } from "../../../policies/network/subscriber-is-named-by-settings";
import { type Case, judges, LATER } from "../../support/violations";

const HOOK = "https://events.example.com/enqueue";
const config = {
  alertRoutes: { page: [{ https: HOOK }], security: [{ email: "security@example.com" }] },
};
const by = (protocol: string, endpoint: string): Case => ({
  type: "aws:sns/topicSubscription:TopicSubscription",
  props: { topic: "t", protocol, endpoint },
  config,
});
const STRANGER = { says: [/^endpoint is \w+ of \S+: use one of alertRoutes/] };

judges(subscriberIsNamedBySettings, {
  "passes a queue": by("sqs", "arn:aws:sqs:ca-central-1:111111111111:nc-x-dev-queue"),
  "[§13] passes an address of the settings": by("email", "security@example.com"),
  "passes a URL of the settings": by("https", HOOK),
  "passes what is unknown": by("email", LATER),
  "passes an unknown protocol": by(LATER, "x"),
  "refuses another address": { ...by("email", "mallory@example.com"), ...STRANGER },
  "refuses another URL": { ...by("https", `${HOOK}/2`), ...STRANGER },
  "refuses an address as a URL": { ...by("https", "security@example.com"), ...STRANGER },
  "refuses a phone": { ...by("sms", "+15550100"), ...STRANGER },
  "refuses a URL without TLS": { ...by("http", HOOK), ...STRANGER },
});
