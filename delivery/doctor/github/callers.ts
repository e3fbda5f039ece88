import { CALLER } from "../../decisions/workflows/caller";
import type { PullRequests } from "../../ports/pull-requests";
import type { Check, Saying } from "../check";

/** The workflow that a repository is to have. */
export interface WantedCaller {
  /** `owner/name`. */
  readonly repository: string;
  /** YAML. */
  readonly text: string;
}

/**
 * That each repository's workflow is the one that the catalog says: one that is stale delivers other workloads, or
 * reports no check that the rulesets require.
 *
 * @param callers - reads the catalog
 */
export function callersCheck(
  callers: () => Promise<readonly WantedCaller[]>,
  { file }: Pick<PullRequests, "file">,
): Check {
  return {
    name: "GitHub callers",
    mend: 'export GITHUB_TOKEN="$(gh auth token)", as a member of the organization who may read its repositories',
    async look(): Promise<readonly Saying[]> {
      const all = await callers();
      const said: Saying[] = [];
      for (const { repository, text } of all) {
        const there = await file(repository, CALLER);
        if (there === text) continue;
        const is = there === undefined ? "missing" : "stale";
        const problem = `${repository}: ${CALLER} is ${is}: expected what the catalog says`;
        said.push({ problem, mend: `nc workflows propose ${repository.split("/")[1] ?? ""}` });
      }
      const names = all.map(({ repository }) => repository).join(", ");
      return said.length > 0 ? said : [{ found: `as the catalog says in ${names}` }];
    },
  };
}
