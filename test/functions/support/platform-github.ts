import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type GitHub, openGitHub } from "../../../sandbox/api/github/state/store";
import { createResource } from "../../../sandbox/cloud/account";
import { memoryCloud } from "../../../sandbox/cloud/memory";
import { MOCK_LOCATION } from "../../support/record";
import { GATE_APP } from "./platform-account";

/** With what GitHub signs the events of the deployment rule here. */
export const WEBHOOK_SECRET = "It's a Secret to Everybody";

const newKeys = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const KEYS = newKeys();

/** What the App of the deployment rule may do (docs/decisions/0045). */
const OF_THE_RULE = {
  actions: "read",
  checks: "read",
  deployments: "write",
  members: "read",
} as const;

/** GitHub with one repository, and the Apps of incidents and of the deployment rule. */
export function openPlatformGitHub(folder: string, now: () => Date): GitHub {
  return openGitHub({
    file: join(folder, "github.json"),
    record: gitHubRecord(),
    now,
    seed: {
      organization: { id: 600_000_001, login: "neurocipher" },
      users: [{ id: 1, login: "octocat", token: "ghp_octocat" }],
      repositories: [{ id: 700_000_002, name: "ingest-worker" }],
      protectionRules: ["dev", "prod"].map((environment, index) => ({
        id: index + 1,
        repository: "ingest-worker",
        environment,
        appId: GATE_APP,
      })),
      apps: [
        {
          id: 77,
          slug: "nc-issues",
          publicKey: KEYS.publicKey,
          installations: [{ id: 7, permissions: { issues: "write" } }],
        },
        {
          id: GATE_APP,
          slug: "nc-gate",
          publicKey: KEYS.publicKey,
          installations: [{ id: 8, permissions: OF_THE_RULE }],
        },
      ],
    },
  });
}

/** Two environments of the repository, as the program makes them. */
function gitHubRecord() {
  const cloud = memoryCloud([]);
  const type = "github:index/repositoryEnvironment:RepositoryEnvironment";
  for (const environment of ["dev", "prod"]) {
    const inputs = { repository: "ingest-worker", environment };
    const urn = `urn:pulumi:prod::nc-platform::${type}::${environment}`;
    createResource(cloud, { urn, type, name: environment, inputs }, MOCK_LOCATION);
  }
  return cloud;
}

/**
 * Deletes the key of every App, and makes a new one, which nobody has yet.
 *
 * @returns the new private key
 */
export function renewKeys(github: GitHub): string {
  const { publicKey, privateKey } = newKeys();
  for (const app of github.state.apps) app.publicKey = publicKey;
  return privateKey;
}

/** What an administrator puts into the secrets of the Apps. */
export async function putApps(administrator: object, privateKey = KEYS.privateKey): Promise<void> {
  const secrets = new SecretsManagerClient(administrator);
  const appOf = (appId: number, installationId: number) =>
    JSON.stringify({ appId, installationId, privateKey });
  const values = {
    "issues-app": appOf(77, 7),
    "gate-app": appOf(GATE_APP, 8),
    "gate-webhook": WEBHOOK_SECRET,
  };
  for (const [name, SecretString] of Object.entries(values)) {
    const SecretId = `/nc/dev/platform/secret/${name}`;
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
  }
  secrets.destroy();
}
