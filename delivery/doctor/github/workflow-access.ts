import { formatProblem } from "../../../infra/problems";
import type { Settings } from "../../../infra/settings/parse";
import type { RepositoryRules } from "../../ports/repository-rules";
import { type Check, sayings } from "../check";
import { MEND, ownRepository } from "./environments";

/** From where a private repository's reusable workflows may be called so that every other one may. */
const OPEN = ["organization", "enterprise"];

/**
 * That the program's setting is in force: the repositories of the organization may call the platform's reusable workflows, which the deploy
 * roles trust (GitHub docs, "Allowing access to components in a private repository").
 */
export function workflowAccessCheck(settings: Settings, rules: RepositoryRules): Check {
  const own = ownRepository(settings);
  return {
    name: "GitHub workflows",
    mend: `export GITHUB_TOKEN="$(gh auth token)", as an administrator of ${own}`,
    async look() {
      const level = await rules.workflowAccess(own);
      const fits = level === undefined || OPEN.includes(level);
      const want = '"organization", so that other repositories may call its workflows';
      const problems = fits ? [] : [formatProblem(`${own}: access to its workflows`, level, want)];
      return sayings(problems, MEND, `${own} lets the organization call its workflows`);
    },
  };
}
