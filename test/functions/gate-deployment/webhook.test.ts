import { expect } from "chai";
import * as fc from "fast-check";
import { isSigned } from "../../../functions/gate-deployment/signature";
import { type Expected, receive } from "../../../functions/gate-deployment/webhook";
import { COMMIT, requestedEvent, SECRET, signatureOf, webhookCall } from "./support";

const EXPECTED: Expected = {
  secret: SECRET,
  baseUrl: "https://api.github.com",
  now: new Date("2026-11-02T15:00:00Z"),
  remembered: 7 * 24 * 60 * 60 * 1000,
};

const CALLBACK =
  "https://api.github.com/repos/neurocipher/ingest-worker/actions/runs/42/deployment_protection_rule";

/** What is said of a signed event with a change. */
const said = (change: object) => {
  const found = receive(webhookCall(JSON.stringify(requestedEvent(change))), EXPECTED);
  return found.kind === "refused" ? `${found.status}: ${found.why}` : found.kind;
};

describe("a signature of GitHub's", () => {
  /** GitHub docs, "Validating webhook deliveries", "Testing the webhook payload validation". */
  const BODY = Buffer.from("Hello, World!");
  const SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  it("[§12] is the one of GitHub's own example", () => {
    expect(isSigned(BODY, SIGNATURE, SECRET)).to.equal(true);
  });

  it("is refused with one digit, one byte or the secret changed, and without a secret", () => {
    expect(isSigned(BODY, SIGNATURE.replace(/7$/, "8"), SECRET)).to.equal(false);
    expect(isSigned(Buffer.from("Hello, World?"), SIGNATURE, SECRET)).to.equal(false);
    expect(isSigned(BODY, SIGNATURE, "another")).to.equal(false);
    expect(isSigned(BODY, signatureOf("Hello, World!", ""), "")).to.equal(false);
    expect(isSigned(BODY, "", SECRET)).to.equal(false);
    expect(isSigned(BODY, SIGNATURE.slice("sha256=".length), SECRET)).to.equal(false);
  });
});

describe("a call of the webhook", () => {
  const body = JSON.stringify(requestedEvent());

  it("[§12] is a deployment that GitHub asks about", () => {
    const found = receive(webhookCall(body), EXPECTED);
    expect(found).to.deep.include({
      kind: "requested",
      deployment: {
        environment: "dev",
        repository: "neurocipher/ingest-worker",
        runId: 42,
        ref: "v1.4.0-rc.1",
        commit: COMMIT,
      },
    });
    const encoded = Buffer.from(body).toString("base64");
    const inBase64 = webhookCall(body, {}, { body: encoded, isBase64Encoded: true });
    expect(receive(inBase64, EXPECTED)).to.deep.equal(found);
  });

  it("is one with another that has its body, whatever the id of its delivery is", () => {
    const again = webhookCall(body, {
      "x-github-delivery": "00000000-0000-0000-0000-000000000000",
    });
    expect(receive(again, EXPECTED)).to.deep.equal(receive(webhookCall(body), EXPECTED));
    const other = JSON.stringify(requestedEvent({ sha: "d".repeat(40) }));
    expect(receive(webhookCall(other), EXPECTED)).not.to.deep.equal(
      receive(webhookCall(body), EXPECTED),
    );
  });

  it("is ignored where it is another event", () => {
    const ping = webhookCall(body, { "x-github-event": "ping" });
    expect(receive(ping, EXPECTED)).to.deep.equal({ kind: "ignored", event: "ping" });
  });

  for (const [what, call, answer] of [
    ["not signed", webhookCall(body, { "x-hub-signature-256": signatureOf(body, "x") }), "401"],
    ["a body that was changed", webhookCall(body, {}, { body: `${body} ` }), "401"],
    ["without a signature", webhookCall(body, { "x-hub-signature-256": "" }), "401"],
    ["without the id of a delivery", webhookCall(body, { "x-github-delivery": "1" }), "401"],
    [
      "a GET",
      webhookCall(body, {}, { requestContext: { http: { method: "GET", path: "/" } } }),
      "405",
    ],
    ["no JSON", webhookCall("{"), "400"],
    ["no call", { decide: {} }, "400"],
  ] as const) {
    it(`is refused with ${answer} where it is ${what}`, () => {
      expect(receive(call, EXPECTED)).to.deep.include({ kind: "refused", status: Number(answer) });
    });
  }

  for (const url of [
    "https://evil.example/repos/neurocipher/ingest-worker/actions/runs/42/deployment_protection_rule",
    "https://api.github.com.evil.example/repos/neurocipher/ingest-worker/actions/runs/42/deployment_protection_rule",
    "https://api.github.com@evil.example/repos/neurocipher/ingest-worker/actions/runs/42/deployment_protection_rule",
    CALLBACK.replace("https:", "http:"),
    CALLBACK.replace("ingest-worker", "other"),
    CALLBACK.replace("/runs/42", "/runs/42/../43"),
    CALLBACK.replace("42", "0"),
    `${CALLBACK}?x=1`,
    `${CALLBACK}/`,
  ]) {
    it(`[§12] is refused where its answer would go to ${url}`, () => {
      expect(said({ deployment_callback_url: url })).to.equal(
        "400: the URL of the answer is not GitHub's",
      );
    });
  }

  it("is refused where it is older than calls are remembered", () => {
    const at = (created_at: string) => said({ deployment: { created_at } });
    expect(at("2026-10-26T15:00:00.001Z")).to.equal("requested");
    expect(at("2026-10-26T15:00:00Z")).to.equal("400: the deployment is too old");
    expect(said({ deployment: null })).to.equal("400: it is no deployment that was requested");
  });

  it("answers anything, and throws nothing", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
    fc.assert(
      fc.property(anything, (event) => {
        expect(receive(event, EXPECTED).kind).to.equal("refused");
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        // Signed, and of any form.
        expect(receive(webhookCall(text), EXPECTED)).to.deep.include({ status: 400 });
      }),
    );
    const member = fc.constantFrom(...Object.keys(requestedEvent()), "deployment_callback_url");
    fc.assert(
      fc.property(member, fc.anything(), (key, value) => {
        const changed = JSON.stringify({ ...requestedEvent(), [key]: value }) ?? "";
        const found = receive(webhookCall(changed), EXPECTED);
        if (found.kind === "requested") expect(found.deployment.runId).to.equal(42);
      }),
    );
  });

  it("[§12] is never GitHub's with a signature that somebody has guessed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, guess) => {
        for (const signature of [guess, `sha256=${guess}`, signatureOf(text, guess)]) {
          const call = webhookCall(text, { "x-hub-signature-256": signature });
          expect(receive(call, EXPECTED)).to.deep.include({ kind: "refused", status: 401 });
        }
      }),
    );
  });
});
