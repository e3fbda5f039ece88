import { unknown } from "../../../../delivery/decisions/gates/fact";
import type { GatheredFacts } from "../../../../delivery/decisions/gates/facts";
import type { GateSubject } from "../../../../delivery/decisions/gates/subject";
import { parseRelease } from "../../../../delivery/decisions/release/release";
import { calendar } from "../../../../infra/settings/calendar";
import { manifest } from "../release/fixture";

/** Monday, 2 March 2026, 10:00 in Toronto. */
export const NOW = Date.parse("2026-03-02T15:00:00Z");

/** A promotion of a service to prod. */
export const SUBJECT: GateSubject = {
  release: parseRelease(manifest()),
  digest: `sha256:${"e".repeat(64)}`,
  environment: "prod",
  changeType: "normal",
  rules: {
    requiredChecks: ["CI gates", "CodeQL"],
    appId: 15_368,
    approvals: [
      { environment: "prod-product", team: "product" },
      { environment: "prod", team: "security" },
    ],
    planApproval: { environment: "prod", team: "security" },
    teams: { cab: "cab", onCall: "on-call" },
    // Monday to Thursday, 9:00 to 16:00 in Toronto.
    calendar: calendar.parse({}),
    bakeMinutes: 10,
  },
  now: NOW,
};

const notAsked = () => unknown<never>("Nobody looked.");

/** Nothing is known. */
export const FACTS: GatheredFacts = {
  checks: notAsked(),
  verifications: notAsked(),
  people: notAsked(),
  reviewWaits: notAsked(),
  tickets: notAsked(),
  bakes: notAsked(),
  calendar: notAsked(),
  errorBudget: notAsked(),
  incidents: notAsked(),
  permissions: notAsked(),
  flags: notAsked(),
  migrations: notAsked(),
};
