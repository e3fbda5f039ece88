import { z } from "zod";
import { gitHubPullRequests } from "../../adapters/github/pull-requests";
import { verb } from "../../cli/verb";
import { CALLER } from "../../decisions/workflows/caller";
import { gitHubOf } from "../github";
import { dryRun } from "../options";
import { callersOf } from "./callers";

const TITLE = "ci: deliver by the platform's workflows, as its catalog says";

/** `nc workflows propose`: brings a repository's workflow up to date, by a pull request that its owners review. */
export const workflowsPropose = verb({
  summary: "Proposes that workflow to a repository, or to all, each by a pull request.",
  example: "nc workflows propose billing",
  input: z.strictObject({
    repository: z
      .string()
      .optional()
      .meta({ description: "its name, without the owner; all of the catalog if it is left out" }),
    dryRun,
  }),
  positional: ["repository"],
  answer: z.strictObject({
    repositories: z.array(
      z.strictObject({
        repository: z.string(),
        /** `current` is the catalog's text; a `missing` or `stale` one is proposed. */
        state: z.enum(["current", "missing", "stale"]),
        /** Of the pull request; null where there is none. */
        url: z.string().nullable(),
      }),
    ),
  }),
  async run({ repository: only, dryRun: isDry }, session) {
    const pullRequests = gitHubPullRequests(gitHubOf(session));
    const repositories: { repository: string; state: State; url: string | null }[] = [];
    for (const { repository, workloads, text } of await callersOf(session, only)) {
      const there = await pullRequests.file(repository, CALLER);
      const state = there === undefined ? "missing" : there === text ? "current" : "stale";
      const proposal = {
        repository,
        topic: "workflows",
        title: TITLE,
        body: bodyOf(workloads),
        files: { [CALLER]: text },
      };
      const isProposed = state !== "current" && !isDry;
      const url = isProposed ? await pullRequests.propose(proposal) : null;
      repositories.push({ repository, state, url });
    }
    return {
      result: "pass",
      answer: { repositories },
      lines: repositories.map(({ repository, state, url }) => {
        if (state === "current") return `${repository}: ${CALLER} is what the catalog says`;
        return `${repository}: ${CALLER} is ${state}: ${url ?? "would be proposed"}`;
      }),
    };
  },
});

type State = "current" | "missing" | "stale";

function bodyOf(workloads: readonly string[]): string {
  return [
    `Delivers ${workloads.join(", ")} by the platform's reusable workflows.`,
    "The file is rendered from the platform's catalog by `nc workflows render`; a change of the catalog is proposed here again.",
    "Its checks are required by the rules of `main`.",
  ].join("\n\n");
}
