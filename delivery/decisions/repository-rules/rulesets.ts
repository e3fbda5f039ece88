import { type WantedRuleset, wantedRulesets } from "../../../infra/github/rulesets";
import { GITHUB_ACTIONS_APP } from "../../../infra/github/workflows";
import { formatProblem } from "../../../infra/problems";
import type { Ruleset } from "./found";

/** What of the settings says who may pass over a ruleset. */
interface Expected {
  /** Numeric id of the release team. */
  readonly releaseTeam: number;
  /** How the rules of `main` are enforced. @default active */
  readonly mainEnforcement?: string;
  /** Names under which the repository's required checks are reported. */
  readonly checks: readonly string[];
}

/**
 * What is missing of a repository's rulesets (CI/CL-002 §11, §12).
 *
 * @param repository - `owner/name`
 * @param found - those that GitHub has, also of names that nobody asks for
 * @returns each as `<field> is <got>: expected <want>`
 */
export function rulesetProblems(
  repository: string,
  found: readonly Ruleset[],
  expected: Expected,
): string[] {
  return wantedRulesets(expected.checks).flatMap((wanted) => {
    const ruleset = found.find(({ name }) => name === wanted.name);
    return problemsOf(`${repository}: ruleset ${wanted.name}`, wanted, ruleset, expected);
  });
}

function problemsOf(
  field: string,
  wanted: WantedRuleset,
  found: Ruleset | undefined,
  { releaseTeam, mainEnforcement = "active" }: Expected,
): string[] {
  if (!found) return [formatProblem(field, undefined, "its rules")];
  const enforcement = wanted.name === "main" ? mainEnforcement : "active";
  const bypassActors = wanted.isOpenToReleaseTeam ? [`Team ${releaseTeam}`] : [];
  const checks = wanted.checks.map((name) => `${name} by App ${GITHUB_ACTIONS_APP}`);
  const reported = found.checks.map(({ name, appId }) => `${name} by App ${appId ?? "any"}`);
  const compared: [part: string, got: unknown, want: unknown][] = [
    ["target", found.target, wanted.target],
    ["enforcement", found.enforcement, enforcement],
    ["refs", found.includes, wanted.includes],
    ["refs left out", found.excludes, wanted.excludes],
    ["rules", found.rules, wanted.rules],
    ["required checks", reported, checks],
    ["who may pass over it", found.bypassActors, bypassActors],
  ];
  return compared
    .filter(([, got, want]) => JSON.stringify(got) !== JSON.stringify(want))
    .map(([part, got, want]) => formatProblem(`${field}: ${part}`, got, JSON.stringify(want)));
}
