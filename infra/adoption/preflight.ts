import { formatProblem } from "../problems";
import type { Settings } from "../settings/parse";
import { accountFindings } from "./account-findings";
import type { Findings } from "./findings";
import { gitHubFindings } from "./github-findings";
import type { AccountInventory, GitHubInventory } from "./inventory";
import { type Planned, plannedCreations } from "./planned";

/** Days that a repository has for its workflows to report the required checks. */
const DAYS = 30;

/** What can be asked about what is there; a part that is left out is not looked at. */
export interface Inventories {
  readonly account?: AccountInventory;
  readonly gitHub?: GitHubInventory;
}

/** What was there before the platform, and what becomes of it. */
export interface Preflight {
  /** `adopt` as the stack's file should have it: what it has, and what was found. */
  readonly adopt: Settings["adopt"];
  /** Refs that may deploy, and that nothing of the platform knows. */
  readonly foreignRefs: Findings["foreignRefs"];
  /** What has to be done by hand, each as `<field> is <got>: expected <want>`. */
  readonly clashes: readonly string[];
  /** What stays beside what the platform makes: a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Compares a plan with what is there.
 *
 * @param plan - JSON of the file that `pulumi preview --save-plan` writes
 * @param enforcement - of `main`'s rules, where a repository's workflows do not report all required checks
 * @throws {InvalidInput} if `plan` is no plan
 */
export async function preflight(
  plan: unknown,
  settings: Settings,
  { account, gitHub }: Inventories,
  today: Date,
  enforcement: "evaluate" | "disabled" = "disabled",
): Promise<Preflight> {
  const planned = plannedCreations(plan);
  const found = [
    ...(account ? [await accountFindings(planned, account, settings)] : []),
    ...(gitHub ? [await gitHubFindings(planned, gitHub, settings.github.repository)] : []),
  ];
  const until = new Date(today.getTime() + DAYS * 86_400_000).toISOString().slice(0, 10);
  const waiting = found.flatMap(({ unreported }) => unreported);
  const { adopt } = settings;
  const usesOidc = found.some(({ usesOidcProvider }) => usesOidcProvider);
  return {
    adopt: {
      ...adopt,
      githubOidcProvider: usesOidc ? "use" : adopt.githubOidcProvider,
      imports: [...adopt.imports, ...found.flatMap(({ imports }) => imports)],
      rulesets: {
        ...Object.fromEntries(waiting.map((name) => [name, { enforcement, until }])),
        ...adopt.rulesets,
      },
    },
    foreignRefs: found.flatMap(({ foreignRefs }) => foreignRefs),
    clashes: [
      ...found.flatMap(({ clashes }) => clashes),
      ...notLookedAt(planned, { account, gitHub }),
    ],
    notes: found.flatMap(({ notes }) => notes),
  };
}

/** What has not been looked at may be there. */
function notLookedAt(planned: readonly Planned[], { account, gitHub }: Inventories): string[] {
  const plans = (prefix: string) => planned.some(({ type }) => type.startsWith(prefix));
  const want = (what: string) => `credentials that read ${what}, which was not looked at`;
  return [
    ...(!account && plans("aws:")
      ? [formatProblem("AWS_ACCESS_KEY_ID", undefined, want("the account"))]
      : []),
    ...(!gitHub && plans("github:")
      ? [formatProblem("GITHUB_TOKEN", undefined, want("the repositories"))]
      : []),
  ];
}

/** What a user reads of it: one line for each thing that is there. */
export function preflightReport({ adopt, foreignRefs, clashes, notes }: Preflight): string[] {
  return [
    ...(adopt.githubOidcProvider === "use" ? ["use     GitHub's OIDC provider"] : []),
    ...adopt.imports.map(({ type, name, id }) => `import  ${id} as ${name} (${type})`),
    ...Object.entries(adopt.rulesets).map(
      ([repository, { enforcement, until }]) =>
        `wait    main's rules of ${repository} are ${enforcement} until ${until}`,
    ),
    ...foreignRefs.map(
      ({ repository, environment, ref }) =>
        `clash   ${formatProblem(
          `${repository}: ${ref.type} of environment ${environment}`,
          ref.pattern,
          "no such ref: remove it",
        )}`,
    ),
    ...clashes.map((each) => `clash   ${each}`),
    ...notes.map((each) => `note    ${each}`),
  ];
}
