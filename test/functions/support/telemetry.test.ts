import type { Context } from "aws-lambda";
import { expect } from "chai";
import { issuesToken } from "../../../functions/support/github/app-token";
import { observed } from "../../../functions/support/telemetry";
import { keepSecret, withoutSecrets } from "../../../infra/secrets";
import { APP_KEY } from "../../support/github";
import { withServer } from "../../support/loopback";

const CONTEXT = {
  functionName: "nc-platform-stg-open-incident",
  awsRequestId: "1",
} as unknown as Context;

describe("what a function says of itself", () => {
  const { info, error } = console;
  const { POWERTOOLS_DEV: dev } = process.env;
  let said: string[];
  beforeEach(() => {
    said = [];
    // Powertools then writes to the console of the process, which a test can read.
    process.env.POWERTOOLS_DEV = "true";
    console.error = (...words: unknown[]) => void said.push(words.join(" "));
    console.info = console.error;
  });
  afterEach(() => {
    Object.assign(console, { error, info });
    if (dev === undefined) delete process.env.POWERTOOLS_DEV;
    else process.env.POWERTOOLS_DEV = dev;
  });

  it("has no secret, neither in its log nor in what Lambda logs of a failure", async () => {
    keepSecret("value-of-a-function");
    const failure = Object.assign(new Error("GitHub: value-of-a-function"), {
      response: { headers: { authorization: "Bearer value-of-a-function" } },
      cause: new Error("value-of-a-function"),
    });
    const thrown = await observed({}, CONTEXT, async ({ log: own }) => {
      own.info("asked", { words: ["value-of-a-function"] });
      throw failure;
    }).catch((each: Error) => each);
    expect(said.join("\n")).to.include("the event was not handled").and.to.include("***");
    expect(said.join("\n")).not.to.include("value-of-a-function");
    expect(thrown).to.equal(failure);
    expect(`${failure.message} ${failure.stack}`).not.to.include("value-of-a-function");
  });

  it("hides the App's key and every token that GitHub gives", async () => {
    const secret = JSON.stringify({ appId: 77, installationId: 7, privateKey: APP_KEY });
    const token = "ghs_token-of-an-installation";
    const shown: string[] = [];
    await withServer(
      ({ headers }, response) => {
        shown.push(headers.authorization ?? "");
        response.writeHead(201, { "content-type": "application/json" });
        response.end(JSON.stringify({ token }));
      },
      async (baseUrl) => {
        const asked = { secret, baseUrl, repository: "billing", now: new Date() };
        expect(await issuesToken({ ...asked, access: "read" })).to.equal(token);
      },
    );
    const [bearer = ""] = shown;
    expect(withoutSecrets(`${token} ${bearer} ${APP_KEY.split("\n")[1]}`)).to.equal(
      "*** Bearer *** ***",
    );
  });
});
