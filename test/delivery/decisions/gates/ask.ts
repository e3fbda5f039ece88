import { known } from "../../../../delivery/decisions/gates/fact";
import type {
  Approval,
  GateFacts,
  GatheredFacts,
} from "../../../../delivery/decisions/gates/facts";
import type { Gate } from "../../../../delivery/decisions/gates/gate";
import type { GateRules, GateSubject } from "../../../../delivery/decisions/gates/subject";
import type { Verdict } from "../../../../delivery/decisions/verdict";
import { FACTS, SUBJECT } from "./subjects";

/** What `gate` answers where only `facts` are known. */
export function ask(
  gate: Gate,
  facts: Partial<GateFacts>,
  subject: Partial<GateSubject> = {},
  rules: Partial<GateRules> = {},
): Verdict {
  const gathered: GatheredFacts = {
    ...FACTS,
    ...Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, known(value)])),
  };
  return gate.decide(gathered, { ...SUBJECT, ...subject, rules: { ...SUBJECT.rules, ...rules } });
}

/** What a gate answers of which nothing is known. */
export const CANNOT_KNOW: Verdict = {
  kind: "fail",
  reasons: ["It cannot know: Nobody looked."],
};

/** Who starts runs in the tests. */
export const ADA = { id: 1, login: "ada" };
export const PIA = { id: 2, login: "pia" };
export const SAM = { id: 3, login: "sam" };

/** An approval in a GitHub environment. */
export function approval(
  environment: string,
  user: Approval["user"],
  teams: readonly string[],
  fields: Partial<Approval> = {},
): Approval {
  return { environment, user, teams, state: "approved", comment: "", ...fields };
}
