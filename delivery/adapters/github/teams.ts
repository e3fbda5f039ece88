import { z } from "zod";
import type { GitHubClient } from "./client";

const MEMBERSHIP = z.object({ state: z.enum(["active", "pending"]) });

/**
 * Whether a person is a member of a team now; one who was invited and has not accepted is none.
 *
 * No workflow's GITHUB_TOKEN may ask: it takes an App with the permission "Members" of the organization.
 */
export async function isMember(
  client: GitHubClient,
  { org, team, login }: { readonly org: string; readonly team: string; readonly login: string },
): Promise<boolean> {
  const membership = await client.find(
    "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
    { org, team_slug: team, username: login },
    MEMBERSHIP,
  );
  return membership?.state === "active";
}
