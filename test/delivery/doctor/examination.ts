import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { accountInspection } from "../../../delivery/adapters/aws/inspection";
import { gitHubPullRequests } from "../../../delivery/adapters/github/pull-requests";
import { gitHubRules } from "../../../delivery/adapters/github/rules";
import { deliveryAppOf } from "../../../delivery/assembly/delivery-app";
import { examine } from "../../../delivery/doctor/check";
import { checksOf, type Examined } from "../../../delivery/doctor/checks";
import { APP_PERMISSIONS } from "../../../delivery/doctor/delivery-app";
import type { Machine } from "../../../delivery/doctor/programs";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { testApi } from "../../sandbox/api/support/test-api";
import { APP_KEY, type StartedGitHub, startedGitHub } from "../../support/github";
import type { RecordedResource } from "../../support/record";
import {
  CALLER_OF_BILLING,
  fillAccount,
  fillGitHub,
  recordRules,
  SECRET,
  SETTINGS,
} from "./support";

/** What mends whatever the program makes. */
export const UP = "pulumi up --refresh --stack prod --policy-pack policies";

/** A machine that has everything. */
export const MACHINE: Machine = {
  oras: async () => {},
  terraform: async () => {},
  trustedRoot: async () => {},
};

/** In each test, an account and a GitHub as the program makes them, and a doctor's examination of both. */
export function examination() {
  let made: readonly RecordedResource[];
  let up: StartedGitHub;
  let clients: AwsClients;
  before(async () => {
    made = await recordRules();
  });
  const api = testApi((cloud) => fillAccount(cloud, made));
  beforeEach(async () => {
    up = await startedGitHub();
    fillGitHub(up, made);
    clients = new AwsClients(api.as(ADMINISTRATOR));
    await putSecret(JSON.stringify({ appId: 77, installationId: 7, privateKey: APP_KEY }));
    const [app] = up.github.state.apps;
    if (app) app.installations = [{ id: 7, permissions: { ...APP_PERMISSIONS } }];
  });
  afterEach(async () => {
    clients.destroy();
    await up.stop();
  });

  async function putSecret(value: string): Promise<void> {
    const secrets = new SecretsManagerClient(api.as(ADMINISTRATOR));
    await secrets.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString: value }));
    secrets.destroy();
  }
  const results = (changes: Partial<Examined>) =>
    examine(
      checksOf({
        settings: SETTINGS,
        gitHubSettings: SETTINGS,
        account: accountInspection(clients),
        deliveryApp: deliveryAppOf({
          clients,
          secret: SECRET,
          env: { GITHUB_API_URL: up.url },
          clock: up.clock,
        }),
        rules: gitHubRules(up.client("token-of-dev")),
        pullRequests: gitHubPullRequests(up.client("token-of-dev")),
        callers: async () => [CALLER_OF_BILLING],
        machine: MACHINE,
        node: "22.12.0",
        region: undefined,
        ...changes,
      }),
    );

  return {
    api,
    gitHub: () => up,
    /** Puts another value into the secret of deliveries. */
    putSecret,
    /** What each check found. */
    results,
    /** What is found wrong, each with what mends it. */
    async problems(changes: Partial<Examined> = {}): Promise<string[][]> {
      return (await results(changes)).flatMap((each) =>
        each.result === "problem" ? [[each.check, each.problem, each.mend]] : [],
      );
    },
  };
}
