import { generateKeyPairSync } from "node:crypto";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import { ADMINISTRATOR, openSession } from "../../api/authorization/sessions";
import type { GitHubSeed } from "../../api/github/state/state";
import type { Stage } from "../stage";

/** The App that opens root-cause tickets in the rehearsal, and its installation. */
const APP = { appId: 77, installationId: 7 } as const;

const KEYS = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** The App, as GitHub knows it: it may write issues, and nothing else. */
export const ISSUES_APP: NonNullable<GitHubSeed["apps"]>[number] = {
  id: APP.appId,
  slug: "nc-issues",
  publicKey: KEYS.publicKey,
  installations: [{ id: APP.installationId, permissions: { issues: "write" } }],
};

/** Puts the App's credentials into the secret of each environment, as an administrator does once. */
export async function putIssuesApp(stage: Stage): Promise<void> {
  const value = JSON.stringify({ ...APP, privateKey: KEYS.privateKey });
  for (const environment of ENVIRONMENTS) {
    const accountId = stage.accounts[environment].id;
    const { issuesApp: name } = platformNames({ environment, accountId });
    await putSecret(stage, environment, { name, value });
  }
}

/** Puts a value into a secret, as an administrator. */
export async function putSecret(
  { world, accounts, endpoint }: Stage,
  environment: Environment,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<void> {
  const account = accounts[environment];
  const secrets = new SecretsManagerClient({
    region: account.region,
    endpoint,
    credentials: openSession(world, { account, role: ADMINISTRATOR, sessionName: "rehearsal" }),
  });
  await secrets.send(new PutSecretValueCommand({ SecretId: name, SecretString: value }));
  secrets.destroy();
}
