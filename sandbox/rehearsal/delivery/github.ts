import { join } from "node:path";
import { gitHubClient } from "../../../delivery/adapters/github/client";
import { gitHubTickets } from "../../../delivery/adapters/github/tickets";
import type { Tickets } from "../../../delivery/ports/tickets";
import type { Catalog, Workload } from "../../../infra/catalog/workload";
import type { Settings } from "../../../infra/settings/parse";
import { type GitHub, openGitHub } from "../../api/github/state/store";
import { foldersOf } from "../../folders";
import type { AccountsOfFolder } from "../accounts";
import type { Stage } from "../stage";
import { RUN } from "./build";

/** The token that GitHub gives the run of a workload's delivery. */
const tokenOfRun = (name: string) => `ghs_run-of-${name}`;

/**
 * Opens the simulated GitHub of an organization with the repositories of a catalog: in each, a run delivers. Its
 * environments and rulesets are those that the program has made in prod's record.
 */
export function openRehearsedGitHub(
  { folder, world, clouds }: AccountsOfFolder,
  catalog: Catalog,
  { github }: Settings,
): GitHub {
  const now = () => world.clock.now();
  const { api } = foldersOf(folder);
  return openGitHub({
    file: join(api, "github.json"),
    record: clouds.prod,
    now,
    seed: {
      organization: { id: github.organizationId, login: github.organization },
      users: [{ id: 1, login: RUN.startedBy, token: "ghp_octocat" }],
      repositories: catalog.map(({ repository: name, repositoryId: id }) => ({ id, name })),
      runs: catalog.map(({ name, repository }) => ({
        id: RUN.id,
        repository,
        actor: RUN.startedBy,
        triggeringActor: RUN.startedBy,
        headBranch: "main",
        headSha: "0".repeat(40),
        createdAt: now().toISOString(),
        token: tokenOfRun(name),
        permissions: { issues: "write" },
      })),
    },
  });
}

/** Root-cause tickets of a workload, as its run opens them. */
export function rehearsedTickets({ gitHubUrl, clock }: Stage, { name }: Workload): Tickets {
  const client = gitHubClient({ url: gitHubUrl, token: async () => tokenOfRun(name), clock });
  return gitHubTickets(client, clock);
}
