import { createSign } from "node:crypto";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { parse } from "../../infra/problems";

/** What the secret holds: the App's id, its installation in the organization, and its key as PEM. */
const credentials = z.strictObject({
  appId: z.int().positive(),
  installationId: z.int().positive(),
  privateKey: z.string().startsWith("-----BEGIN", "a private key in PEM form"),
});

/** How long the App's own token is good for, and how far clocks may differ, in seconds. */
const [LIFE, SKEW] = [300, 60];

/**
 * A token of the platform's GitHub App, good for one hour.
 *
 * @param secret - JSON text of the App's credentials
 * @param api - GitHub's API, such as GITHUB_API_URL in a workflow
 * @throws {Error} that names the App and what GitHub answered, and shows no credential
 */
export async function installationToken(secret: string, api: string, now: Date): Promise<string> {
  const { appId, installationId, privateKey } = parse(credentials, read(secret), "the secret");
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = { iss: `${appId}`, iat: seconds - SKEW, exp: seconds + LIFE };
  const body = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = createSign("RSA-SHA256").update(body).sign(privateKey, "base64url");

  const response = await fetch(`${api}/app/installations/${installationId}/access_tokens`, {
    method: "POST",
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${body}.${signature}`,
    },
  });
  if (!response.ok) throw new Error(`GitHub App ${appId} got no token: HTTP ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** Zod's messages show what they got, so what is no JSON becomes nothing. */
function read(secret: string): unknown {
  try {
    return JSON.parse(secret);
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { GITHUB_API_URL = "https://api.github.com" } = process.env;
  process.stdout.write(
    await installationToken(await text(process.stdin), GITHUB_API_URL, new Date()),
  );
}
