import { generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { z } from "zod";
import { gitHubClient } from "../../../../delivery/adapters/github/client";
import { gitHubToken } from "../../../../delivery/adapters/github/token";
import { APP_KEY, type StartedGitHub, startedGitHub } from "../../../support/github";

describe("token of a call of GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const asApp = (privateKey = APP_KEY, app = "77") =>
    gitHubToken(
      {
        GITHUB_API_URL: up.url,
        GITHUB_APP_ID: app,
        GITHUB_APP_INSTALLATION_ID: "7",
        GITHUB_APP_PRIVATE_KEY: privateKey,
        GITHUB_TOKEN: "token-of-run",
      },
      up.clock,
    );

  it("is an installation's where the App is set, and is renewed five minutes before its end", async () => {
    const token = asApp();
    const first = await token();
    up.advance(54);
    expect(await token()).to.equal(first);
    up.advance(55);
    expect(await token()).not.to.equal(first);
    expect(up.github.state.installationTokens).to.have.length(2);
  });

  it("calls GitHub as the installation", async () => {
    const client = gitHubClient({ url: up.url, token: asApp(), clock: up.clock });
    const membership = await client.ask(
      "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
      { org: "neurocipher", team_slug: "product", username: "pat" },
      z.object({ state: z.string() }),
    );
    expect(membership).to.deep.equal({ state: "active" });
  });

  it("is GITHUB_TOKEN where no App is set", async () => {
    expect(await gitHubToken({ GITHUB_TOKEN: " t \n" }, up.clock)()).to.equal("t");
  });

  it("is refused with one message where it is missing", () => {
    expect(() => gitHubToken({ GITHUB_TOKEN: " " }, up.clock)).to.throw(
      "GitHub:\n  GITHUB_TOKEN is missing: expected a token, or GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID and GITHUB_APP_PRIVATE_KEY",
    );
  });

  it("lists all that is wrong of an App, and shows no key", () => {
    const env = { GITHUB_APP_ID: "x", GITHUB_APP_PRIVATE_KEY: "s3cret" };
    expect(() => gitHubToken(env, up.clock)).to.throw(
      [
        "GitHub:",
        '  GITHUB_APP_ID is "x": expected a numeric id',
        "  GITHUB_APP_INSTALLATION_ID is missing: expected a numeric id",
        "  GITHUB_APP_PRIVATE_KEY is missing or wrong: expected a private key as PEM",
      ].join("\n"),
    );
  });

  it("ends with a message where the key is broken, or is another App's", async () => {
    const broken = "-----BEGIN PRIVATE KEY-----\ns3cret\n-----END PRIVATE KEY-----";
    const { privateKey: foreign } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const messageOf = (token: () => Promise<string>) =>
      token().then(
        () => "",
        (error: unknown) => (error instanceof Error ? error.message : ""),
      );
    expect(await messageOf(asApp(broken))).to.equal(
      "GitHub:\n  GITHUB_APP_PRIVATE_KEY is not readable: expected a private RSA key as PEM",
    );
    const refused =
      "GitHub:\n  POST /app/installations/{installation_id}/access_tokens: 401 A JSON web token could not be decoded";
    expect(await messageOf(asApp(foreign))).to.equal(refused);
    expect(await messageOf(asApp(APP_KEY, "78"))).to.equal(refused);
  });
});
