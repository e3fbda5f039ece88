import { createHmac } from "node:crypto";
import { complete } from "../../../sandbox/api/github/openapi/complete";
import type { GitHub } from "../../../sandbox/api/github/state/store";
import { WEBHOOK_SECRET } from "../support/platform-github";
import { type PlatformWorld, START } from "../support/platform-world";

export const SECRET = WEBHOOK_SECRET;
export const COMMIT = "c".repeat(40);

/** GitHub's event, with every member that its description has. */
export function requestedEvent(change: object = {}): Record<string, unknown> {
  const repository = complete("repository-webhooks", {
    id: 700_000_002,
    name: "ingest-worker",
    full_name: "neurocipher/ingest-worker",
  });
  const deployment = complete("nullable-deployment", {
    id: 1,
    ref: "v1.4.0-rc.1",
    sha: COMMIT,
    environment: "dev",
    created_at: "2026-11-02T14:59:00Z",
  });
  return {
    action: "requested",
    environment: "dev",
    event: "push",
    sha: COMMIT,
    ref: "refs/tags/v1.4.0-rc.1",
    deployment_callback_url:
      "https://api.github.com/repos/neurocipher/ingest-worker/actions/runs/42/deployment_protection_rule",
    deployment,
    pull_requests: [],
    repository,
    ...change,
  };
}

export function signatureOf(body: string, secret = SECRET): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** A call of the webhook, as API Gateway hands it on (format 2.0). */
export function webhookCall(body: string, headers: object = {}, change: object = {}) {
  return {
    version: "2.0",
    routeKey: "POST /github",
    rawPath: "/github",
    headers: {
      "content-type": "application/json",
      "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      "x-github-event": "deployment_protection_rule",
      "x-hub-signature-256": signatureOf(body),
      ...headers,
    },
    requestContext: { http: { method: "POST", path: "/github" } },
    body,
    isBase64Encoded: false,
    ...change,
  };
}

/** GitHub's event with the callback URL of the simulated GitHub. */
export function bodyFor({ gitHubUrl }: PlatformWorld, change: object = {}): string {
  const deployment_callback_url = `${gitHubUrl}/repos/neurocipher/ingest-worker/actions/runs/42/deployment_protection_rule`;
  return JSON.stringify(requestedEvent({ deployment_callback_url, ...change }));
}

/** The run of that event, which waits to enter dev. */
export function waitingRun(): GitHub["state"]["runs"][number] {
  return {
    id: 42,
    repository: "ingest-worker",
    actor: "octocat",
    triggeringActor: "octocat",
    attempt: 1,
    event: "push",
    headBranch: "v1.4.0-rc.1",
    headSha: COMMIT,
    path: ".github/workflows/deploy.yml",
    status: "waiting",
    conclusion: null,
    createdAt: START.toISOString(),
    token: "ghs_run",
    permissions: {},
    waitsFor: ["dev"],
    reviews: [],
    waits: [],
    ruleAnswers: [],
  };
}
