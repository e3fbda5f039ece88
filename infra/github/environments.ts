import type { Environment } from "../environments";
import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";

/** A team of the settings, by its role. */
type Team = keyof Settings["teams"];

/** One GitHub environment: who approves a job that names it, and from which refs it may run. */
export interface GitHubEnvironment {
  readonly name: string;
  /** Team of which one member approves; nobody is asked where it is missing. */
  readonly reviewers?: { readonly team: Team; readonly id: number };
  /** The only refs that may deploy to it, as GitHub's pattern. */
  readonly refs: { readonly branch: string } | { readonly tag: string };
}

/** The team that guards the environment in which the role is assumed (CI/CL-002 §12). */
const GUARD = {
  dev: "release-eng",
  stg: "release-eng",
  prod: "security",
} as const satisfies Record<Environment, Team>;

/** The teams that are asked before it, when the settings want more than one approver. */
const GATES: readonly Team[] = ["product", "security", "release-eng", "cab", "on-call"];

/**
 * The GitHub environments of the environment of `settings`, in the order in which a run passes them.
 *
 * GitHub lets one of an environment's reviewers approve. So each approver has an environment: a
 * guard the one of the same name, where the role is assumed, and every team before it
 * `<env>-<team>`. That makes `dev`, `stg`, and `prod-product` before `prod`.
 *
 * @throws {InvalidInput} if more approvers are wanted than there are teams
 */
export function environmentsOf(settings: Settings): readonly GitHubEnvironment[] {
  const { environment, teams, approvers } = settings;
  const wanted = approvers[environment];
  if (wanted > GATES.length) {
    const field = `approvers.${environment}`;
    const want = `at most ${GATES.length}, one for each team`;
    throw new InvalidInput(`Pulumi.${environment}.yaml`, [formatProblem(field, wanted, want)]);
  }
  const guard = wanted > 0 ? GUARD[environment] : undefined;
  const gates = GATES.filter((team) => team !== guard).slice(0, Math.max(0, wanted - 1));
  return [
    ...gates.map((team) => ({ name: `${environment}-${team}`, team })),
    { name: environment, team: guard },
  ].map(({ name, team }) => ({
    name,
    ...(team === undefined ? {} : { reviewers: { team, id: teams[team].id } }),
    refs: refsOf(settings),
  }));
}

/**
 * The environment in which the plan is made that others approve, with a role that only reads. None
 * where nobody approves: there, the plan is made and applied in one job.
 */
export function planEnvironmentOf(settings: Settings): GitHubEnvironment | undefined {
  const { environment, approvers } = settings;
  if (approvers[environment] === 0) return undefined;
  return { name: `${environment}-plan`, refs: refsOf(settings) };
}

/** dev takes what is merged; stg and prod take releases (CI/CL-002 §11). */
function refsOf({ environment }: Settings): GitHubEnvironment["refs"] {
  return environment === "dev" ? { branch: "main" } : { tag: "v*" };
}
