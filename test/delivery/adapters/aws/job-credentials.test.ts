import { expect } from "chai";
import { AwsClients } from "../../../../delivery/adapters/aws/clients";
import { jobCredentials } from "../../../../delivery/adapters/aws/job-credentials";
import { accountOf } from "../../../../delivery/commands/account";
import { withoutSecrets } from "../../../../infra/secrets";
import { ISSUER, signToken } from "../../../../sandbox/api/authorization/token";
import { addService } from "../../../sandbox/api/support/service-account";
import { ACCOUNT, ROLE, SERVICE, SUBJECT } from "../../../sandbox/api/support/service-inputs";
import { testApi } from "../../../sandbox/api/support/test-api";
import { withServer } from "../../../support/loopback";

const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/${ROLE}`;

describe("the credentials of a job's role", () => {
  const api = testApi((cloud) => void addService(cloud));
  /** Calls with what GitHub answers a job that asks for a token; answers what it was asked. */
  const withGitHub = (
    status: number,
    call: (credentials: ReturnType<typeof jobCredentials>) => Promise<void>,
  ): Promise<string[]> =>
    withTokens(status, (tokenUrl) =>
      call(
        jobCredentials({
          ...api.endpoint,
          roleArn: ROLE_ARN,
          tokenUrl,
          requestToken: "of-the-job",
        }),
      ),
    );

  /** The same with the URL alone at which GitHub answers. */
  async function withTokens(
    status: number,
    call: (tokenUrl: string) => Promise<void>,
  ): Promise<string[]> {
    const asked: string[] = [];
    await withServer(
      (request, response) => {
        asked.push(`${request.headers.authorization} ${request.url}`);
        const exp = api.world.clock.now().getTime() / 1000 + 300;
        const claims = { iss: ISSUER, aud: "sts.amazonaws.com", sub: SUBJECT, exp };
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify({ value: signToken(claims, api.world.issuerSecret) }));
      },
      (url) => call(`${url}/token?api-version=2.0`),
    );
    return asked;
  }

  it("are new for each session, with a new token, so that one hour is no limit", async () => {
    const asked = await withGitHub(200, async (credentials) => {
      const first = await credentials();
      await api.pass(61);
      const second = await credentials();
      expect(second.accessKeyId).not.to.equal(first.accessKeyId);
      const hour = 3_600_000;
      expect(second.expiration?.getTime()).to.equal(api.world.clock.now().getTime() + hour);
      const clients = new AwsClients({ ...api.endpoint, credentials: async () => second });
      const ecs = await clients.ecs();
      const { services } = await ecs.describeServices({ cluster: "nc-core", services: [SERVICE] });
      clients.destroy();
      expect(services?.map(({ serviceName }) => serviceName)).to.deep.equal([SERVICE]);
    });
    const request = "bearer of-the-job /token?api-version=2.0&audience=sts.amazonaws.com";
    expect(asked).to.deep.equal([request, request]);
  });

  it("are those of every call of nc in a job that names its role, also after an hour", async () => {
    const asked = await withTokens(200, async (tokenUrl) => {
      const env = {
        AWS_REGION: api.endpoint.region,
        AWS_ENDPOINT_URL: api.endpoint.endpoint,
        AWS_ROLE_ARN: ROLE_ARN,
        ACTIONS_ID_TOKEN_REQUEST_URL: tokenUrl,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
        // Those with which the job began: they would have expired.
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLEEXAMPLE00",
        AWS_SECRET_ACCESS_KEY: "expired",
      };
      const { clients } = accountOf("dev", { env });
      const sts = await clients.sts();
      for (const minutes of [0, 61, 61]) {
        await api.pass(minutes);
        const { Arn } = await sts.getCallerIdentity({});
        expect(Arn).to.equal(`arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/nc`);
      }
      clients.destroy();
    });
    expect(asked.length).to.be.at.least(3);
  });

  it("are never shown, and neither is the token", async () => {
    await withGitHub(200, async (credentials) => {
      const { secretAccessKey, sessionToken } = await credentials();
      expect(withoutSecrets(`${secretAccessKey} ${sessionToken}`)).to.equal("*** ***");
    });
    const claims = { iss: ISSUER, aud: "sts.amazonaws.com", sub: "another", exp: 1 };
    const token = signToken(claims, api.world.issuerSecret);
    await withServer(
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ value: token }));
      },
      async (tokenUrl) => {
        const refused = jobCredentials({
          ...api.endpoint,
          roleArn: ROLE_ARN,
          tokenUrl,
          requestToken: "a",
        });
        const error = await refused().catch((each) => each);
        expect(error).to.be.instanceOf(Error);
        expect(withoutSecrets(`of ${token}`)).to.equal("of ***");
      },
    );
  });

  it("are one message where GitHub does not answer", async () => {
    const credentials = jobCredentials({
      ...api.endpoint,
      roleArn: ROLE_ARN,
      // Port 1 has no server.
      tokenUrl: "http://127.0.0.1:1/token",
      requestToken: "of-the-job",
    });
    expect(await credentials().catch((error: Error) => error.message)).to.match(
      /^the job's token:\n {2}GitHub did not answer: .+$/,
    );
  });

  it("are one message where GitHub gives the job no token", async () => {
    await withGitHub(403, async (credentials) => {
      const refused = await credentials().catch((error: Error) => error.message);
      expect(refused).to.equal(
        "the job's token:\n  status is 403: expected 200: the job needs the permission id-token: write",
      );
    });
  });
});
