import { formatProblem, InvalidInput } from "../../infra/problems";
import type { ReleaseContract } from "../../infra/release/contract";
import { ticketsNamed } from "../decisions/change/ticket-id";
import { factOf, known } from "../decisions/gates/fact";
import type { GatheredFacts, MigrationFacts, RunPeople, Ticket } from "../decisions/gates/facts";
import type { GateRules } from "../decisions/gates/subject";
import type { Release } from "../decisions/release/release";
import type { Ledger } from "../ledger/ledger";
import { releaseEverywhere } from "../ledger/release-everywhere";
import type { Approvals } from "../ports/approvals";
import type { Attestations } from "../ports/attestations";
import type { ChangeCalendars } from "../ports/change-calendars";
import type { ChangeTickets } from "../ports/change-tickets";
import type { Checks } from "../ports/checks";
import type { DeployedFlags } from "../ports/deployed-flags";
import type { ErrorBudgets } from "../ports/error-budgets";
import type { Incidents } from "../ports/incidents";
import type { PlatformPlans } from "../ports/platform-plans";
import { type BakeSources, verifiedBakes } from "./bakes";

/** Whom the facts are asked of. */
export interface FactSources extends BakeSources {
  readonly checks: Checks;
  readonly attestations: Attestations;
  readonly approvals: Approvals;
  readonly changeTickets: ChangeTickets;
  readonly changeCalendars: ChangeCalendars;
  readonly errorBudgets: ErrorBudgets;
  readonly incidents: Pick<Incidents, "openOf">;
  readonly platformPlans: PlatformPlans;
  readonly deployedFlags: DeployedFlags;
  readonly ledger: Pick<Ledger, "eventsOf">;
}

/** What the facts are asked about. */
export interface FactRequest {
  readonly release: Release;
  readonly contract: ReleaseContract;
  readonly rules: GateRules;
  /** The workflow run that promotes, whose reviews count. */
  readonly run: { readonly repository: string; readonly id: number };
  /** The workflow whose statements about a bake count, as a `job_workflow_ref`. */
  readonly promoter: string;
}

/**
 * Asks for every fact of the gates, all at once. What one source cannot answer is unknown, with its reason, and
 * hinders no other.
 */
export async function gatherFacts(
  sources: FactSources,
  { release, contract, rules, run, promoter }: FactRequest,
): Promise<GatheredFacts> {
  const { cab, onCall } = rules.teams;
  const teams = [...new Set([...rules.approvals.map(({ team }) => team), cab, onCall])];
  const people = peopleOf(sources.approvals, release, run, teams);
  const [
    checks,
    verifications,
    reviewed,
    reviewWaits,
    tickets,
    bakes,
    calendar,
    errorBudget,
    incidents,
    permissions,
    flags,
    migrations,
  ] = await Promise.all([
    factOf(sources.checks.ofCommit(release.repository, release.commit)),
    factOf(sources.attestations.of(release)),
    factOf(people),
    factOf(sources.approvals.waitsOf(run.repository, run.id)),
    factOf(people.then((found) => namedTickets(sources.changeTickets, found))),
    factOf(verifiedBakes(sources, release, promoter)),
    factOf(sources.changeCalendars.states(rules.calendar.documents)),
    factOf(sources.errorBudgets.of(contract)),
    factOf(sources.incidents.openOf(release.workload)),
    factOf(sources.platformPlans.applied(rules.planApproval)),
    factOf(sources.deployedFlags.keysOf(contract)),
    factOf(migrationFacts(sources.ledger, release.workload, contract)),
  ]);
  return {
    checks,
    verifications,
    people: reviewed,
    reviewWaits,
    tickets,
    bakes,
    calendar: calendar.known ? known({ changeCalendars: calendar.value }) : calendar,
    errorBudget,
    incidents,
    permissions,
    flags,
    migrations,
  };
}

/**
 * Who reviewed the run, and who started it.
 *
 * @throws {InvalidInput} if the run is of another commit or tag: its reviewers have seen another release
 */
async function peopleOf(
  approvals: Approvals,
  { commit, version }: Release,
  { repository, id }: FactRequest["run"],
  teams: readonly string[],
): Promise<RunPeople> {
  const [source, people] = await Promise.all([
    approvals.sourceOf(repository, id),
    approvals.ofRun(repository, id, teams),
  ]);
  if (source.commit === commit && source.ref === version) return people;
  const got = `${source.ref} at ${source.commit}`;
  throw new InvalidInput("the run", [formatProblem(`run ${id}`, got, `${version} at ${commit}`)]);
}

async function migrationFacts(
  ledger: Pick<Ledger, "eventsOf">,
  workload: string,
  contract: ReleaseContract,
): Promise<MigrationFacts> {
  return {
    hasCommand: "migrations" in contract && contract.migrations !== undefined,
    everywhere: releaseEverywhere(await ledger.eventsOf(workload)),
  };
}

/** The tickets that the approvals name, as far as there are such. */
async function namedTickets(source: ChangeTickets, { approvals }: RunPeople): Promise<Ticket[]> {
  const ids = new Set(
    approvals
      .filter(({ state }) => state === "approved")
      .flatMap(({ comment }) => ticketsNamed(comment)),
  );
  const found = await Promise.all([...ids].map((id) => source.find(id)));
  return found.filter((ticket) => ticket !== undefined);
}
