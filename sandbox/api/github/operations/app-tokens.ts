import { randomBytes } from "node:crypto";
import { GitHubError, notFound } from "../github-error";
import { type Operation, operation } from "../operation";

/** Life of an installation's token, in milliseconds (GitHub docs, "Generating an installation access token"). */
const LIFE = 3_600_000;

/** Tokens of an App's installation. */
export const APP_TOKENS: readonly Operation[] = [
  operation(
    "POST /app/installations/{installation_id}/access_tokens",
    "app",
    (input, { github, caller }) => {
      const { apps, installationTokens } = github.state;
      const app = apps.find(({ id }) => caller.kind === "app" && id === caller.id);
      const installation = app?.installations.find(({ id }) => id === input.installation_id);
      if (!app || !installation) throw notFound();
      const asked = Object.entries(input.permissions ?? installation.permissions);
      for (const [name, level] of asked) {
        const granted = installation.permissions[name];
        if (granted === level || (granted !== undefined && level === "read")) continue;
        throw new GitHubError(
          422,
          "The permissions requested are not granted to this installation.",
        );
      }
      const permissions = Object.fromEntries(
        asked.map(([name, level]) => [name, level === "write" ? "write" : "read"] as const),
      );
      const expiresAt = new Date(github.now().getTime() + LIFE).toISOString();
      const token = `ghs_${randomBytes(18).toString("hex")}`;
      const { repositories } = input;
      installationTokens.push({ token, app: app.slug, permissions, repositories, expiresAt });
      return { status: 201, body: { token, expires_at: expiresAt, permissions } };
    },
  ),
];
