import { createVerify, generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { installationToken } from "../../../tools/workflow/github-app-token";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const secret = JSON.stringify({ appId: 7, installationId: 42, privateKey });
const NOW = new Date("2026-11-24T12:00:00Z");

describe("installationToken", () => {
  let server: Server;
  let api: string;
  let status: number;
  let asked: IncomingMessage[];

  beforeEach((done) => {
    [status, asked] = [201, []];
    server = createServer((request, response) => {
      asked.push(request);
      response.writeHead(status).end(JSON.stringify({ token: "ghs_short" }));
    }).listen(0, "127.0.0.1", () => {
      api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  afterEach((done) => {
    server.close(done);
    server.closeAllConnections();
  });

  it("asks for the installation's token as the App, for five minutes", async () => {
    expect(await installationToken(secret, api, NOW)).to.equal("ghs_short");

    const [request] = asked;
    expect(request?.method).to.equal("POST");
    expect(request?.url).to.equal("/app/installations/42/access_tokens");
    const [header = "", claims = "", signature = ""] =
      request?.headers.authorization?.replace("Bearer ", "").split(".") ?? [];
    const signed = createVerify("RSA-SHA256").update(`${header}.${claims}`);
    expect(signed.verify(publicKey, signature, "base64url")).to.equal(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).to.deep.equal({
      iss: "7",
      iat: Date.parse("2026-11-24T11:59:00Z") / 1000,
      exp: Date.parse("2026-11-24T12:05:00Z") / 1000,
    });
  });

  it("says what GitHub answered when it refuses", async () => {
    status = 401;
    const message = await installationToken(secret, api, NOW).catch(
      (error: Error) => error.message,
    );
    expect(message).to.equal("GitHub App 7 got no token: HTTP 401");
  });

  for (const wrong of ["", "not JSON", JSON.stringify({ appId: 7, installationId: 42 })]) {
    it(`refuses the secret ${JSON.stringify(wrong)}, and asks nobody`, async () => {
      const message = await installationToken(wrong, api, NOW).catch((e: Error) => e.message);
      expect(message).to.match(/^the secret:\n/);
      expect(asked).to.deep.equal([]);
    });
  }

  it("shows no key in a message", async () => {
    const broken = JSON.stringify({ appId: "7", installationId: 42, privateKey });
    const message = await installationToken(broken, api, NOW).catch((e: Error) => e.message);
    expect(message).to.equal('the secret:\n  appId is "7": expected a number');
  });
});
