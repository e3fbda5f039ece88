import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { GitHubError } from "../github-error";
import type { GitHubState } from "./state";

/** Longest life of an App's token, in seconds (GitHub docs, "Generating a JSON Web Token for a GitHub App"). */
const LONGEST = 600;

const HEADER = z.object({ alg: z.literal("RS256") });
const CLAIMS = z.object({
  iat: z.number(),
  exp: z.number(),
  iss: z.union([z.number(), z.string()]),
});

/**
 * The App that signed a JSON Web Token.
 *
 * @throws {GitHubError} 401 in GitHub's words where it is none, is not signed by the App, or its times are wrong
 */
export function verifyAppToken(
  apps: GitHubState["apps"],
  token: string,
  now: Date,
): GitHubState["apps"][number] {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const read = CLAIMS.safeParse(decoded(claims));
  if (!HEADER.safeParse(decoded(header)).success || !read.success) {
    throw new GitHubError(401, "A JSON web token could not be decoded");
  }
  const { iat, exp, iss } = read.data;
  const app = apps.find(({ id }) => String(id) === String(iss));
  const signed = Buffer.from(`${header}.${claims}`);
  const bytes = Buffer.from(signature, "base64url");
  if (!app || !verify("sha256", signed, createPublicKey(app.publicKey), bytes)) {
    throw new GitHubError(401, "A JSON web token could not be decoded");
  }
  const seconds = now.getTime() / 1000;
  if (iat > seconds + 60) {
    throw new GitHubError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time",
    );
  }
  if (exp <= seconds) {
    throw new GitHubError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value in the future",
    );
  }
  if (exp > seconds + LONGEST) {
    throw new GitHubError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  return app;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return undefined;
  }
}
