import { gitHubRules } from "../../../delivery/adapters/github/rules";
import { environmentProblems } from "../../../delivery/decisions/repository-rules/environments";
import { ENVIRONMENTS } from "../../../infra/environments";
import { environmentsOf } from "../../../infra/github/environments";
import { repositoriesOf } from "../../../infra/github/repositories";
import { Unmet } from "../check";
import { gitHubOf } from "../delivery/github";
import type { Scenario } from "../scenario";

/** CI/CL-002 §12: GitHub asks whom the settings name, in each environment of each repository. */
export const gitHubEnvironments: Scenario = {
  name: "github-environments",
  title:
    "GitHub asks the right team in each environment, and takes no answer of who started the run",
  shows: ["approvers"],
  async run(stage, step) {
    const { catalog, settings } = stage;
    const rules = gitHubRules(gitHubOf(stage));
    for (const environment of ENVIRONMENTS) {
      const own = settings[environment];
      const { organization } = own.github;
      const repositories = repositoriesOf(own, catalog).filter(({ workloads }) => workloads.length);
      for (const each of environmentsOf(own)) {
        const team = each.reviewers && own.teams[each.reviewers.team].slug;
        const asked = team === undefined ? "asks nobody" : `asks the team ${team}`;
        await step(`the environment ${each.name} ${asked}, and takes no other ref`, async () => {
          const problems: string[] = [];
          for (const { name } of repositories) {
            const repository = `${organization}/${name}`;
            const found = await rules.environment(repository, each.name);
            problems.push(...environmentProblems(repository, { ...each, team }, found));
          }
          if (problems.length > 0) throw new Unmet(problems.join("\n"));
          return [`read from GitHub for ${repositories.map(({ name }) => name).join(", ")}`];
        });
      }
    }
  },
};
