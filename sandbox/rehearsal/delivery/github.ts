import { join } from "node:path";
import { type GitHubClient, gitHubClient } from "../../../delivery/adapters/github/client";
import { APP_PERMISSIONS } from "../../../delivery/doctor/delivery-app";
import type { Catalog } from "../../../infra/catalog/workload";
import type { Settings } from "../../../infra/settings/parse";
import { seedOf } from "../../api/github/state/seed";
import { type GitHub, openGitHub } from "../../api/github/state/store";
import { foldersOf } from "../../folders";
import type { AccountsOfFolder } from "../accounts";
import type { Stage } from "../stage";
import { ISSUES_APP } from "./functions";

/** Who starts every run. */
export const STARTER = "octocat";

/** Who approves for a team. */
export const REVIEWERS = { "release-eng": "rosa", product: "pat", security: "sam" } as const;

/** Who is in Product and in Security, and could approve for both. */
export const IN_BOTH_TEAMS = "kim";

/** The token of the App's installation: it may read what the gates ask, and open tickets. */
export const DELIVERY_TOKEN = "ghs_installation-of-nc-delivery";

/**
 * Opens the simulated GitHub of an organization with the repositories of a catalog, and with people in its teams. Its
 * environments and rulesets are those that the program has made in prod's record.
 */
export function openRehearsedGitHub(
  { folder, world, clouds }: AccountsOfFolder,
  catalog: Catalog,
  settings: Settings,
): GitHub {
  const { product, security, cab, "release-eng": releaseEng, "on-call": onCall } = settings.teams;
  const people = [
    { login: STARTER, teams: [] },
    { login: REVIEWERS["release-eng"], teams: [releaseEng.slug] },
    { login: REVIEWERS.product, teams: [product.slug, cab.slug] },
    { login: REVIEWERS.security, teams: [security.slug, onCall.slug] },
    { login: IN_BOTH_TEAMS, teams: [product.slug, security.slug] },
  ];
  return openGitHub({
    file: join(foldersOf(folder).api, "github.json"),
    record: clouds.prod,
    now: () => world.clock.now(),
    seed: {
      ...seedOf(settings, catalog, people),
      apps: [ISSUES_APP],
      installationTokens: [
        {
          token: DELIVERY_TOKEN,
          app: "nc-delivery",
          permissions: APP_PERMISSIONS,
          expiresAt: "2100-01-01T00:00:00Z",
        },
      ],
    },
  });
}

/** GitHub as the App's installation reaches it. */
export function gitHubOf({ gitHubUrl, clock }: Stage): GitHubClient {
  return gitHubClient({ url: gitHubUrl, token: async () => DELIVERY_TOKEN, clock });
}
