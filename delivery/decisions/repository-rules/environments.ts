import type { GitHubEnvironment } from "../../../infra/github/environments";
import { formatProblem } from "../../../infra/problems";
import type { EnvironmentRules } from "./found";

/** An environment as the settings want it, with the slug of the team that reviews. */
type Wanted = Pick<GitHubEnvironment, "name" | "refs" | "ruleAppId"> & { readonly team?: string };

/**
 * What is missing of one environment's rules (CI/CL-002 §12). GitHub makes an environment that a workflow names and
 * that is not there, with no rules at all: so each is checked by name.
 *
 * @param repository - `owner/name`
 * @returns each as `<field> is <got>: expected <want>`
 */
export function environmentProblems(
  repository: string,
  { name, refs, team, ruleAppId }: Wanted,
  found: EnvironmentRules | undefined,
): string[] {
  const field = (part: string) => `${repository}: environment ${name}: ${part}`;
  if (!found) return [formatProblem(`${repository}: environment ${name}`, undefined, "its rules")];
  const pattern = "branch" in refs ? refs.branch : refs.tag;
  const type = "branch" in refs ? "branch" : "tag";
  const problems: string[] = [];
  const [ref, ...others] = found.refs ?? [];
  if (ref?.type !== type || ref.pattern !== pattern || others.length > 0) {
    const shown = found.refs?.map((each) => `${each.type} ${each.pattern}`) ?? "every ref";
    problems.push(formatProblem(field("refs"), shown, `${type} ${pattern} alone`));
  }
  if (found.canAdminsBypass) {
    problems.push(formatProblem(field("bypass by administrators"), true, "false"));
  }
  if (ruleAppId !== undefined && !found.ruleApps.includes(ruleAppId)) {
    problems.push(formatProblem(field("deployment rules"), found.ruleApps, `the App ${ruleAppId}`));
  }
  if (team === undefined) return problems;
  const [reviewer, ...more] = found.reviewers;
  if (reviewer !== team || more.length > 0) {
    problems.push(formatProblem(field("reviewers"), found.reviewers, `the team ${team} alone`));
  }
  if (!found.preventSelfReview) {
    problems.push(formatProblem(field("prevention of self-review"), false, "true"));
  }
  return problems;
}
