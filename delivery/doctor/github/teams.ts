import { formatProblem } from "../../../infra/problems";
import type { Settings } from "../../../infra/settings/parse";
import type { TeamRole } from "../../decisions/repository-rules/found";
import { teamProblems } from "../../decisions/repository-rules/teams";
import type { RepositoryRules } from "../../ports/repository-rules";
import type { Check, Saying } from "../check";

/** A team by its key in the settings. */
type Team = keyof Settings["teams"];

/** What lets GitHub answer: no run's own token may ask for teams. */
const SIGN_IN = 'export GITHUB_TOKEN="$(gh auth token)", as a member of the organization';

/** The release team makes release tags (CI/CL-002 §5); the others review, for which they read. */
const LEAST: Readonly<Partial<Record<Team, TeamRole>>> = { "release-eng": "push" };

/**
 * That the teams of the settings are GitHub's teams of these ids, and may do in each repository what is
 * asked of them.
 *
 * @param repositories - `owner/name` of each that delivers
 */
export function teamsCheck(
  settings: Settings,
  rules: RepositoryRules,
  repositories: () => Promise<readonly string[]>,
): Check {
  const { organization } = settings.github;
  return {
    name: "GitHub teams",
    mend: SIGN_IN,
    async look() {
      const said: Saying[] = [];
      for (const [key, { slug, id }] of Object.entries(settings.teams)) {
        const found = await rules.teamId(organization, slug);
        if (found === undefined) {
          const problem = `team ${slug} is missing: expected a team of ${organization}`;
          const mend = `gh api --method POST orgs/${organization}/teams -f name=${slug} -f privacy=closed`;
          said.push({ problem, mend });
          continue;
        }
        if (found !== id) {
          const problem = formatProblem(`teams.${key}.id`, id, `${found}, the id of ${slug}`);
          const mend = `write ${found} into Pulumi.dev.yaml, Pulumi.stg.yaml and Pulumi.prod.yaml`;
          said.push({ problem, mend });
        }
        const least = LEAST[key as Team] ?? "pull";
        for (const repository of await repositories()) {
          const role = await rules.teamRole(repository, slug);
          for (const problem of teamProblems(repository, slug, role, least)) {
            const of = `orgs/${organization}/teams/${slug}/repos/${repository}`;
            said.push({ problem, mend: `gh api --method PUT ${of} -f permission=${least}` });
          }
        }
      }
      const slugs = Object.values(settings.teams).map(({ slug }) => slug);
      return said.length === 0 ? [{ found: slugs.join(", ") }] : said;
    },
  };
}
