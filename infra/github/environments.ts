import type { Environment } from "../environments";

/** A team that approves deployments, by its key in the settings. */
type Team = "product" | "release-eng" | "security";

/** One GitHub environment: who approves a job that names it, and from which refs it may run. */
export interface GitHubEnvironment {
  readonly name: string;
  /** Team of which one member approves; nobody is asked where it is missing. */
  readonly reviewers?: { readonly team: Team; readonly id: number };
  /** The only refs that may deploy to it, as GitHub's pattern. */
  readonly refs: { readonly branch: string } | { readonly tag: string };
  /** Numeric id of the GitHub App that has to agree as well; no App is asked where it is missing. */
  readonly ruleAppId?: number;
}

/** What of the settings says which GitHub environments there are. */
interface GitHubSettings {
  readonly environment: Environment;
  readonly teams: Readonly<Record<Team, { readonly id: number }>>;
  readonly deploymentRule: { readonly appId?: number | undefined };
}

/**
 * The GitHub environments that ask somebody, in the order in which a run passes them (CI/CL-002 §12).
 * The last one is where the role is assumed.
 *
 * GitHub lets one of an environment's reviewers approve, so each approver has an environment. A run
 * asks only where a job names the environment: `.github/workflows/deploy.yml` names exactly these.
 */
const APPROVALS: Readonly<Record<Environment, readonly { name: string; team: Team }[]>> = {
  dev: [],
  stg: [{ name: "stg", team: "release-eng" }],
  prod: [
    { name: "prod-product", team: "product" },
    { name: "prod", team: "security" },
  ],
};

/** dev takes what is merged; stg and prod take releases (CI/CL-002 §11). */
const REFS: Readonly<Record<Environment, GitHubEnvironment["refs"]>> = {
  dev: { branch: "main" },
  stg: { tag: "v*" },
  prod: { tag: "v*" },
};

/** The GitHub environments that ask somebody for an approval, with the team that answers, in their order. */
export function approvalsBy(
  environment: Environment,
): readonly { readonly name: string; readonly team: Team }[] {
  return APPROVALS[environment];
}

/**
 * The GitHub environment in which a plan of the platform is approved, with the team that answers: the last one, where the
 * plan is applied. None in dev, where nobody approves.
 */
export function planApprovalBy(
  environment: Environment,
): { readonly name: string; readonly team: Team } | undefined {
  return APPROVALS[environment].at(-1);
}

/** Names of the GitHub environments in which a run to `environment` asks for an approval. */
export function approvalsOf(environment: Environment): readonly string[] {
  return APPROVALS[environment].map(({ name }) => name);
}

/** The GitHub environments of an environment, in the order in which a run passes them. */
export function environmentsOf(settings: GitHubSettings): readonly GitHubEnvironment[] {
  const { environment, teams, deploymentRule } = settings;
  const { appId: ruleAppId } = deploymentRule;
  const refs = REFS[environment];
  // Where the role is assumed: there the App is asked (docs/decisions/0045).
  const rule = (name: string) => (name === environment && ruleAppId ? { ruleAppId } : {});
  const approvals = APPROVALS[environment];
  if (approvals.length === 0) return [{ name: environment, refs, ...rule(environment) }];
  return approvals.map(({ name, team }) => ({
    name,
    reviewers: { team, id: teams[team].id },
    refs,
    ...rule(name),
  }));
}

/**
 * The environment in which the plan is made that others approve, with a role that only reads. None
 * where nobody approves: there, the plan is made and applied in one job.
 */
export function planEnvironmentOf({
  environment,
}: Pick<GitHubSettings, "environment">): GitHubEnvironment | undefined {
  if (APPROVALS[environment].length === 0) return undefined;
  return { name: `${environment}-plan`, refs: REFS[environment] };
}

/**
 * The environment in which a release's artifacts are signed and put where they are promoted from: that is stg's
 * account, before anybody is asked. None elsewhere: dev has what main builds, and prod gets copies.
 */
export function publishEnvironmentOf({
  environment,
}: Pick<GitHubSettings, "environment">): GitHubEnvironment | undefined {
  if (environment !== "stg") return undefined;
  return { name: `${environment}-publish`, refs: REFS[environment] };
}

/**
 * The full ref that a job of `environment` may be of, where `*` is any text: the same as its GitHub
 * environment takes. GitHub's `*` ends at a `/`, and IAM's does not; no ruleset admits such a tag.
 */
export function deployableRef(environment: Environment): string {
  const refs = REFS[environment];
  return "branch" in refs ? `refs/heads/${refs.branch}` : `refs/tags/${refs.tag}`;
}
