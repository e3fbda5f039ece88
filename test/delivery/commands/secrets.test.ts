import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { VERBS } from "../../../delivery/commands";
import type { ApiRequest, ApiResponse } from "../../../sandbox/api/protocol/message";
import { type ApiServer, listen } from "../../../sandbox/api/server";
import { APP_KEY } from "../../support/github";
import { nc } from "./support/command-line";
import { wordsOf } from "./support/example";

/** A server that shows what it was sent, in answers of every kind that AWS, GitHub and what stands before them give. */
const ANSWERS: Readonly<Record<string, (echo: string) => ApiResponse>> = {
  "an error of AWS's JSON protocols": (echo) =>
    json(400, { __type: "ValidationException", message: echo, Message: echo }),
  "an error of AWS's XML protocols": (echo) => {
    const words = `<Code>Refused</Code><Message>${escaped(echo)}</Message>`;
    return xml(
      400,
      `<ErrorResponse><Error>${words}<Type>Sender</Type></Error>${words}</ErrorResponse>`,
    );
  },
  "a refusal": (echo) => json(403, { __type: "AccessDeniedException", message: echo }),
  "an answer of another shape": (echo) => json(200, { message: echo, [echo]: echo, value: [echo] }),
  "a page of a proxy": (echo) => ({
    status: 418,
    headers: { "content-type": "text/html" },
    body: `<html>${echo}`,
  }),
};

const json = (status: number, body: object): ApiResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const xml = (status: number, body: string): ApiResponse => ({
  status,
  headers: { "content-type": "text/xml" },
  body,
});
const escaped = (text: string) => text.replaceAll(/[<>&"]/g, (each) => `&#${each.charCodeAt(0)};`);

/** Whatever `nc` is told that nobody may see. */
const SECRETS = {
  AWS_SECRET_ACCESS_KEY: "hush/aws+secret/access+key/0123456789abc",
  AWS_SESSION_TOKEN: "hush//session+token==",
  GITHUB_TOKEN: "ghs_hush0123456789",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "hush-request-token",
  NC_CHANGE_TICKETS_AUTHORIZATION: "Basic aHVzaC10aWNrZXRz",
};

/** Of each secret, a part that no other text has. */
const SEEN = /hush|aHVzaC10aWNrZXRz|PRIVATE KEY/;

/** Verbs whose example asks a server that is no AWS and no GitHub, and for minutes. */
const ASKS_THE_SERVICE = ["contract check", "performance check"];

describe("nc, told secrets by a server", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-secrets-"));
  const summary = join(folder, "summary.md");
  let server: ApiServer;
  let answer: (echo: string) => ApiResponse;
  let echoed: string[];
  before(async () => {
    server = await listen(async ({ headers, path, body }: ApiRequest) => {
      const echo = `${Object.values(headers).join(" ")} ${path} ${body} ${Object.values(SECRETS).join(" ")}`;
      echoed.push(echo);
      return answer(echo);
    });
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    echoed = [];
    writeFileSync(summary, "");
  });

  /** Runs a verb's example, and answers all that anybody sees of it. */
  async function shown(
    example: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const env = {
      PATH: process.env.PATH ?? "",
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: "ca-central-1",
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLEEXAMPLE00",
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: "neurocipher/billing",
      GITHUB_RUN_ID: "77",
      GITHUB_ACTIONS: "true",
      GITHUB_STEP_SUMMARY: summary,
      NC_CHANGE_TICKETS_URL: `${server.url}/{id}`,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/token?api-version=2.0`,
      ...SECRETS,
      ...more,
    };
    const { code, out, err } = await nc(wordsOf(example).slice(1), env);
    return `${code}\n${out}${err}${readFileSync(summary, "utf8")}`;
  }

  for (const [name, { load }] of Object.entries(VERBS)) {
    if (ASKS_THE_SERVICE.includes(name)) continue;
    for (const [kind, made] of Object.entries(ANSWERS)) {
      it(`nc ${name} shows none, and no stack trace, of ${kind}`, async () => {
        answer = made;
        const { example } = await load();
        for (const more of [undefined, { AWS_ROLE_ARN: "arn:aws:iam::111111111111:role/a" }]) {
          for (const words of [example, `${example} --json`]) {
            const text = await shown(words, more);
            expect(text).not.to.match(SEEN);
            expect(text).not.to.match(/^\s+at /m);
          }
        }
      });
    }
  }

  it("shows neither the key of an App nor the token that it is given", async () => {
    const app = {
      GITHUB_APP_ID: "77",
      GITHUB_APP_INSTALLATION_ID: "7",
      GITHUB_APP_PRIVATE_KEY: APP_KEY,
    };
    const { example } = (await VERBS["break-glass open"]?.load()) ?? { example: "" };
    const lines = APP_KEY.split("\n").filter((line) => line.length > 20);
    for (const made of Object.values(ANSWERS)) {
      answer = (echo) => made(`${echo} ${APP_KEY}`);
      const text = await shown(example, app);
      expect(text).not.to.match(SEEN);
      for (const line of lines) expect(text).not.to.include(line);
    }
    // The App's token is given, and then shown by who is asked with it.
    const token = "ghs_hush-of-the-installation";
    const expires_at = "2030-01-01T00:00:00Z";
    answer = (echo) =>
      echo.includes("access_tokens")
        ? json(201, { token, expires_at })
        : json(400, { message: echo });
    const text = await shown(example, app);
    expect(echoed.at(-1)).to.include(token);
    expect(text).to.include("***");
    expect(text).not.to.match(SEEN);
  });

  it("was told them, or the tests above show nothing", async () => {
    answer = ANSWERS["a refusal"] ?? expect.fail("there is no such answer");
    expect(await shown("nc history billing --environment prod")).to.include("***");
    expect(echoed.join()).to.match(SEEN);
  });
});
