import { formatProblem } from "../../../infra/problems";
import type { RepositoryRules } from "../../ports/repository-rules";
import type { Check, Saying } from "../check";

/** What lets GitHub answer: "The authenticated user must have admin read access to the repository". */
const SIGN_IN = 'export GITHUB_TOKEN="$(gh auth token)", as an administrator of each repository';

/**
 * That GitHub keeps the releases of each repository, and their tags, as they were published (CI/CL-002 §15; GitHub
 * docs, "Immutable releases"). The provider of the program has no resource for it, so a person turns it on.
 *
 * @param repositories - `owner/name` of each that delivers
 */
export function immutableReleasesCheck(
  rules: RepositoryRules,
  repositories: () => Promise<readonly string[]>,
): Check {
  return {
    name: "GitHub releases",
    mend: SIGN_IN,
    async look() {
      const all = await repositories();
      const said: Saying[] = [];
      for (const repository of all) {
        if (await rules.hasImmutableReleases(repository)) continue;
        const problem = formatProblem(`${repository}: immutability of releases`, false, "true");
        const mend = `gh api --method PUT repos/${repository}/immutable-releases`;
        said.push({ problem, mend });
      }
      return said.length > 0 ? said : [{ found: `immutable in ${all.join(", ")}` }];
    },
  };
}
