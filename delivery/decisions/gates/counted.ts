import { ticketsNamed } from "../change/ticket-id";
import { approvalsBy } from "./change/people";
import type { Approval, GatheredFacts } from "./facts";
import type { GateSubject } from "./subject";

/** One approval that a gate counts. */
export interface CountedApproval {
  readonly githubEnvironment: string;
  /** GitHub login. */
  readonly approver: string;
  /** Change ticket that its comment names first. @default - it names none */
  readonly ticket?: string | undefined;
}

/**
 * The approvals that the gates `approvals` and `change-approval` count, each once: those of the team that an environment
 * asks, and of the change board or whoever is on call. None where nobody knows who approved.
 */
export function countedApprovals(
  { people }: Pick<GatheredFacts, "people">,
  { rules, environment, changeType }: Pick<GateSubject, "rules" | "environment" | "changeType">,
): readonly CountedApproval[] {
  if (!people.known) return [];
  const asked = rules.approvals.flatMap(({ environment: name, team }) =>
    approvalsBy(people.value, team).filter((each) => each.environment === name),
  );
  const board = changeType === "emergency" ? rules.teams.onCall : rules.teams.cab;
  const change =
    environment === "prod" && changeType !== "standard" ? approvalsBy(people.value, board) : [];
  return [...new Set([...asked, ...change])].map(countedOf);
}

function countedOf({ environment, user, comment }: Approval): CountedApproval {
  const [ticket] = ticketsNamed(comment);
  return { githubEnvironment: environment, approver: user.login, ticket };
}
