import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { expect } from "chai";
import { library, run } from "./run-script";

const ROLE = {
  AWS_REGION: "ca-central-1",
  AWS_ACCESS_KEY_ID: "ASIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "not/a+secret",
  AWS_SESSION_TOKEN: "a-session",
};
const SIGNED = { ...ROLE, SIGN_FOR: "execute-api" };

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

/**
 * The `Authorization` that a request must have, by AWS's text on it ("Create a signed AWS API
 * request"): written anew, so that it does not agree with the script's library by being it.
 */
function wanted({ method, url = "", headers }: IncomingMessage, body: string): string {
  const time = String(headers["x-amz-date"]);
  const names = ["host", "x-amz-date", "x-amz-security-token"];
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = [method, url, "", lines, names.join(";"), sha256(body)].join("\n");
  const context = [time.slice(0, 8), ROLE.AWS_REGION, "execute-api", "aws4_request"];
  const toSign = ["AWS4-HMAC-SHA256", time, context.join("/"), sha256(canonical)].join("\n");
  const key = context.reduce<string | Buffer>(hmac, `AWS4${ROLE.AWS_SECRET_ACCESS_KEY}`);
  return (
    `AWS4-HMAC-SHA256 Credential=${ROLE.AWS_ACCESS_KEY_ID}/${context.join("/")}, ` +
    `SignedHeaders=${names.join(";")}, Signature=${hmac(key, toSign).toString("hex")}`
  );
}

/** Answers as an API does that asks IAM: 403 to whoever did not sign. */
const api: RequestListener = async (request, response) => {
  const body = (await request.toArray()).join("");
  const { authorization, "x-amz-security-token": token } = request.headers;
  const good = token === ROLE.AWS_SESSION_TOKEN && authorization === wanted(request, body);
  response.writeHead(good ? (request.url === "/documents" ? 202 : 200) : 403).end();
};

describe("the bundled script against an API that asks IAM", () => {
  it("[§13] signs every request, with its body, in the name of its role", async () => {
    expect(await run(api, library, SIGNED)).to.deep.equal({
      error: undefined,
      seen: ["health", "readiness", "happy-path"],
    });
  });

  it("signs nothing where no service is named", async () => {
    const { error } = await run(api, library, ROLE);

    expect(error).to.equal(
      "health: GET /healthz answered 403: expected 200; " +
        "readiness: GET /readyz answered 403: expected 200; " +
        "happy-path: POST /documents answered 403: expected 202",
    );
  });

  it("is refused with another's key", async () => {
    const { seen } = await run(api, library, { ...SIGNED, AWS_SECRET_ACCESS_KEY: "another" });

    expect(seen).to.deep.equal(["health failed", "readiness failed", "happy-path failed"]);
  });

  it("names the variable of its role that is not set", async () => {
    const { error } = await run(api, library, { SIGN_FOR: "execute-api" });

    expect(error).to.equal("AWS_REGION is not set");
  });
});
