import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { readDeliverySecret } from "../../../delivery/adapters/aws/delivery-secret";
import { gitHubApprovals } from "../../../delivery/adapters/github/approvals";
import { changeTicketsOf, gitHubOf } from "../../../delivery/commands/github";
import { InvalidInput } from "../../../infra/problems";
import { withoutSecrets } from "../../../infra/secrets";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { createResource } from "../../../sandbox/cloud/account";
import { APP_KEY, type StartedGitHub, startedGitHub } from "../../support/github";
import { MOCK_LOCATION } from "../../support/record";
import { deliveries } from "../adapters/aws/support/deliveries";

const NAME = "/nc/stg/platform/secret/delivery";
const APP = { appId: 77, installationId: 7, privateKey: APP_KEY };

describe("with what a delivery proves itself", () => {
  const { api, clientsOf } = deliveries();
  let gitHub: StartedGitHub;
  beforeEach(async () => {
    gitHub = await startedGitHub();
  });
  afterEach(() => gitHub.stop());

  /** Makes the secret, as an administrator does, and puts a value. */
  async function put(value?: string): Promise<void> {
    const key = api.cloud
      .list("aws:kms/alias:Alias")
      .find(({ state }) => state.name === "alias/nc-platform-stg-config");
    const type = "aws:secretsmanager/secret:Secret";
    const inputs = { name: NAME, kmsKeyId: key?.state.targetKeyArn };
    createResource(api.cloud, { urn: `urn:${NAME}`, type, name: NAME, inputs }, MOCK_LOCATION);
    if (value === undefined) return;
    const secrets = new SecretsManagerClient(api.as(ADMINISTRATOR));
    await secrets.send(new PutSecretValueCommand({ SecretId: NAME, SecretString: value }));
    secrets.destroy();
  }
  const session = (env: Readonly<Record<string, string>> = {}) => ({
    env: { GITHUB_API_URL: gitHub.url, NC_DELIVERY_SECRET: NAME, ...env },
    now: gitHub.clock.now,
    sleep: gitHub.clock.sleep,
  });

  it("[§9] is read from the account's secret by the deploy role: the App then asks who is in a team", async () => {
    await put(JSON.stringify(APP));
    gitHub.github.state.runs[0]?.reviews.push({
      environments: ["prod"],
      state: "approved",
      user: "sam",
      comment: "#1",
    });
    // The run's own token is there too, and is not what asks.
    const asked = gitHubOf(session({ GITHUB_TOKEN: "none" }), clientsOf("ingest-worker"));
    const people = await gitHubApprovals(asked).ofRun("neurocipher/checkout", 9, ["security"]);
    expect(people.approvals.map(({ user, teams }) => [user.login, teams])).to.deep.equal([
      ["sam", ["security"]],
    ]);
  });

  it("is the variables of an App where they are set", async () => {
    const app = {
      GITHUB_APP_ID: "77",
      GITHUB_APP_INSTALLATION_ID: "7",
      GITHUB_APP_PRIVATE_KEY: APP_KEY,
    };
    const asked = gitHubOf(session(app), clientsOf("ingest-worker"));
    expect(
      (await gitHubApprovals(asked).ofRun("neurocipher/checkout", 9, [])).approvals,
    ).to.deep.equal([]);
  });

  it("shows nothing of a secret that is wrong", async () => {
    const wrong = [
      ["hush", `the secret of deliveries:\n  ${NAME} is no JSON`],
      [
        JSON.stringify({ ...APP, appId: "hush", other: "hush" }),
        `the secret of deliveries:\n  ${NAME}: an answer of another shape: appId, the whole`,
      ],
    ] as const;
    await put("{}");
    for (const [value, message] of wrong) {
      const secrets = new SecretsManagerClient(api.as(ADMINISTRATOR));
      await secrets.send(new PutSecretValueCommand({ SecretId: NAME, SecretString: value }));
      secrets.destroy();
      const asked = gitHubOf(session(), clientsOf("ingest-worker"));
      const error = await gitHubApprovals(asked)
        .ofRun("neurocipher/checkout", 9, [])
        .catch((each) => each);
      expect(error).to.be.instanceOf(InvalidInput);
      expect(error.message).to.equal(message);
    }
  });

  it("hides what it has, once it is read", async () => {
    await put(JSON.stringify({ ...APP, changeTicketsAuthorization: "Basic of-the-tickets" }));
    await readDeliverySecret(clientsOf("ingest-worker"), NAME);
    expect(withoutSecrets(`of-the-tickets ${APP_KEY.split("\n")[1]}`)).to.equal("*** ***");
  });

  it("is missing where an administrator has put no value", async () => {
    await put();
    const asked = gitHubOf(session(), clientsOf("ingest-worker"));
    const error = await gitHubApprovals(asked)
      .ofRun("neurocipher/checkout", 9, [])
      .catch((each) => each);
    expect(error.message).to.match(
      /^the secret of deliveries:\n {2}\S+ is missing, or has no value/,
    );
  });

  describe("to another system of change tickets", () => {
    let server: Server;
    const asked: (string | undefined)[] = [];
    beforeEach(async () => {
      asked.length = 0;
      server = createServer((request, response) => {
        asked.push(request.headers.authorization);
        response.end(JSON.stringify({ id: "CHG-12", state: "open" }));
      }).listen(0, "127.0.0.1");
      await new Promise((done) => server.once("listening", done));
    });
    afterEach(() => new Promise((done) => server.close(done)));

    it("[§16] is what the settings and the secret say, and no issue is asked for", async () => {
      await put(JSON.stringify({ ...APP, changeTicketsAuthorization: "Bearer hush" }));
      const clients = clientsOf("ingest-worker");
      const { port } = server.address() as AddressInfo;
      const args = {
        repository: "neurocipher/checkout",
        settings: { changeTicketsUrl: `http://127.0.0.1:${port}/changes/{id}` },
        gitHub: gitHubOf(session(), clients),
        clients,
      };
      expect(await changeTicketsOf(args, session()).find("CHG-12")).to.deep.equal({
        id: "CHG-12",
        state: "open",
      });
      const own = session({ NC_CHANGE_TICKETS_AUTHORIZATION: "Bearer mine" });
      await changeTicketsOf(args, own).find("CHG-12");
      expect(asked).to.deep.equal(["Bearer hush", "Bearer mine"]);
    });
  });
});
