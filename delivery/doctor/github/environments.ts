import { MANAGES_GITHUB } from "../../../infra/environments";
import {
  environmentsOf,
  planEnvironmentOf,
  publishEnvironmentOf,
} from "../../../infra/github/environments";
import { mainEnforcement } from "../../../infra/github/ruleset-exceptions";
import { requiredChecksOf } from "../../../infra/github/workflows";
import type { Settings } from "../../../infra/settings/parse";
import { environmentProblems } from "../../decisions/repository-rules/environments";
import { rulesetProblems } from "../../decisions/repository-rules/rulesets";
import type { RepositoryRules } from "../../ports/repository-rules";
import { type Check, sayings } from "../check";

/** What makes GitHub's rules anew: the stack that manages them, compared with what is there. */
export const MEND = `pulumi up --refresh --stack ${MANAGES_GITHUB} --policy-pack policies`;

/** What lets GitHub answer: only whoever may change rules is shown who passes over them. */
const SIGN_IN = 'export GITHUB_TOKEN="$(gh auth token)", as an owner of the organization';

/**
 * That each repository's environments of one environment really have their rules (CI/CL-002 §12). GitHub
 * silently leaves out a reviewer without access, and makes an environment that is missing, without rules.
 *
 * @param repositories - `owner/name` of each that delivers
 */
export function environmentsCheck(
  settings: Settings,
  rules: RepositoryRules,
  repositories: () => Promise<readonly string[]>,
): Check {
  const own = ownRepository(settings);
  return {
    name: "GitHub environments",
    mend: SIGN_IN,
    async look() {
      const problems: string[] = [];
      const wanted = environmentsOf(settings);
      const plan = planEnvironmentOf(settings);
      const publish = publishEnvironmentOf(settings);
      const all = await repositories();
      for (const repository of all) {
        const first = repository === own ? plan : publish;
        for (const each of first ? [first, ...wanted] : wanted) {
          const team = each.reviewers && settings.teams[each.reviewers.team].slug;
          const found = await rules.environment(repository, each.name);
          problems.push(...environmentProblems(repository, { ...each, team }, found));
        }
      }
      return sayings(problems, MEND, `as the settings want them in ${all.join(", ")}`);
    },
  };
}

/** That each repository's rulesets are there, active, and passed over by nobody (CI/CL-002 §11, §12). */
export function rulesetsCheck(
  settings: Settings,
  rules: RepositoryRules,
  repositories: () => Promise<readonly string[]>,
): Check {
  return {
    name: "GitHub rulesets",
    mend: SIGN_IN,
    async look() {
      const problems: string[] = [];
      const all = await repositories();
      for (const repository of all) {
        const name = repository.split("/")[1] ?? "";
        const expected = {
          releaseTeam: settings.teams["release-eng"].id,
          mainEnforcement: mainEnforcement(settings, name),
          checks: requiredChecksOf(name, settings.github.repository),
        };
        problems.push(...rulesetProblems(repository, await rules.rulesets(repository), expected));
      }
      return sayings(problems, MEND, `as the settings want them in ${all.join(", ")}`);
    },
  };
}

/** `owner/name` of the platform's own repository. */
export function ownRepository({ github }: Settings): string {
  return `${github.organization}/${github.repository}`;
}
