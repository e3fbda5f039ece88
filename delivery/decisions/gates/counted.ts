import { ticketsNamed } from "../change/ticket-id";
import { approvalsBy, changeApprovalsBy } from "./change/people";
import type { Approval, GatheredFacts, ReviewWait } from "./facts";
import type { GateSubject } from "./subject";

/** One approval, as the ledger keeps it. */
export interface CountedApproval {
  readonly githubEnvironment: string;
  /** GitHub login. */
  readonly approver: string;
  /** Change ticket that its comment names first. @default - it names none */
  readonly ticket?: string | undefined;
  /** When it was waited for. @default - GitHub did not say */
  readonly wait?: Pick<ReviewWait, "from" | "to"> | undefined;
}

type People = Pick<GatheredFacts, "people" | "reviewWaits">;

/**
 * The approvals that the gates `approvals` and `change-approval` count, each once: those of the team that an environment
 * asks, and of the change board or whoever is on call. None where nobody knows who approved.
 */
export function countedApprovals(
  facts: People,
  { rules, environment, changeType }: Pick<GateSubject, "rules" | "environment" | "changeType">,
): readonly CountedApproval[] {
  const { people } = facts;
  if (!people.known) return [];
  const asked = rules.approvals.flatMap(({ environment: name, team }) =>
    approvalsBy(people.value, team).filter((each) => each.environment === name),
  );
  const board = changeType === "emergency" ? rules.teams.onCall : rules.teams.cab;
  const change =
    environment === "prod" && changeType !== "standard"
      ? changeApprovalsBy(people.value, board, rules)
      : [];
  return [...new Set([...asked, ...change])].map((each) => countedOf(each, facts));
}

/**
 * The approvals by which the run came as far as these gates, in GitHub environments that they do not ask: such as that of
 * stg, of a run that goes on to prod. Only those of which GitHub says when they were waited for.
 */
export function earlierApprovals(
  facts: People,
  { rules }: Pick<GateSubject, "rules">,
): readonly CountedApproval[] {
  if (!facts.people.known) return [];
  const asked = rules.approvals.map(({ environment }) => environment);
  return facts.people.value.approvals
    .filter(({ state, environment }) => state === "approved" && !asked.includes(environment))
    .map((each) => countedOf(each, facts))
    .filter(({ wait }) => wait !== undefined);
}

function countedOf(
  { environment, user, comment }: Approval,
  { reviewWaits }: People,
): CountedApproval {
  const [ticket] = ticketsNamed(comment);
  const waits = reviewWaits.known ? reviewWaits.value : [];
  // A job that was run again waited again: the last time let it go on.
  const last = waits
    .filter((each) => each.environment === environment)
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))
    .at(-1);
  const wait = last && { from: last.from, to: last.to };
  return { githubEnvironment: environment, approver: user.login, ticket, wait };
}
