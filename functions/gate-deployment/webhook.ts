import { createHash } from "node:crypto";
import { z } from "zod";
import { isSigned } from "./signature";

/** What API Gateway hands on (its developer guide, "Create AWS Lambda proxy integrations for HTTP APIs", format 2.0). */
const HTTP = z.object({
  version: z.literal("2.0"),
  headers: z.record(z.string(), z.string()),
  body: z.string().default(""),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});

const HEADERS = z.object({
  "x-github-delivery": z.guid(),
  "x-github-event": z.string().min(1).max(100),
  "x-hub-signature-256": z.string().min(1).max(200),
});

/** Part of GitHub's event `deployment_protection_rule` that is used (GitHub docs, "Webhook events and payloads"). */
const REQUESTED = z.object({
  action: z.literal("requested"),
  environment: z.string().min(1).max(255),
  deployment_callback_url: z.string().max(1024),
  ref: z.string().min(1).max(255),
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  deployment: z.object({ created_at: z.iso.datetime({ offset: true }) }),
  repository: z.object({ full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/) }),
});

/** A deployment of which GitHub asks whether it may go on. */
export interface RequestedDeployment {
  /** Name of the GitHub environment. */
  readonly environment: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Id of the workflow run that waits. */
  readonly runId: number;
  /** Name of the tag, or what else started the run, such as `refs/heads/main`. */
  readonly ref: string;
  /** Full id of the commit. */
  readonly commit: string;
}

/** What a call of the webhook turned out to be. */
export type Received =
  | { readonly kind: "refused"; readonly status: 400 | 401 | 405; readonly why: string }
  /** GitHub's, but nothing to decide. */
  | { readonly kind: "ignored"; readonly event: string }
  | {
      readonly kind: "requested";
      readonly deployment: RequestedDeployment;
      /** Digest of the body that GitHub has signed: two calls with one are one. */
      readonly key: string;
    };

/** What a call is judged by. */
export interface Expected {
  /** Secret of the webhook. */
  readonly secret: string;
  /** GitHub's REST API: no other URL is ever answered. */
  readonly baseUrl: string;
  readonly now: Date;
  /** How long a call is remembered, in milliseconds: an older deployment is refused. */
  readonly remembered: number;
}

/** Reads a call of the webhook. Whatever it is, this answers, and does not throw. */
export function receive(event: unknown, expected: Expected): Received {
  const http = HTTP.safeParse(event);
  if (!http.success) return refused(400, "it is no call over HTTP");
  const { headers, body: text, isBase64Encoded, requestContext } = http.data;
  if (requestContext.http.method !== "POST") return refused(405, "it is no POST");
  const head = HEADERS.safeParse(headers);
  if (!head.success) return refused(401, "a header of GitHub's is missing");
  const body = Buffer.from(text, isBase64Encoded ? "base64" : "utf8");
  // Nothing of the body is read before it is known to be GitHub's.
  if (!isSigned(body, head.data["x-hub-signature-256"], expected.secret)) {
    return refused(401, "the signature is not GitHub's");
  }
  const name = head.data["x-github-event"];
  if (name !== "deployment_protection_rule") return { kind: "ignored", event: name };
  return requested(body, expected);
}

function requested(body: Buffer, { baseUrl, now, remembered }: Expected): Received {
  const payload = REQUESTED.safeParse(jsonOf(body));
  if (!payload.success) return refused(400, "it is no deployment that was requested");
  const { environment, deployment, deployment_callback_url: url, repository } = payload.data;
  const { ref, sha: commit } = payload.data;
  const runId = runIdIn(url, `${baseUrl}/repos/${repository.full_name}/actions/runs/`);
  if (runId === undefined) return refused(400, "the URL of the answer is not GitHub's");
  // GitHub signs no time: what is older than calls are remembered could be a replay.
  if (now.getTime() - Date.parse(deployment.created_at) >= remembered) {
    return refused(400, "the deployment is too old");
  }
  return {
    kind: "requested",
    deployment: {
      environment,
      repository: repository.full_name,
      runId,
      ref: ref.replace(/^refs\/tags\//, ""),
      commit,
    },
    key: createHash("sha256").update(body).digest("hex"),
  };
}

/** The id of the run that a callback URL is of; nothing where it is not exactly GitHub's. */
function runIdIn(url: string, prefix: string): number | undefined {
  if (!url.startsWith(prefix)) return undefined;
  const [, id] =
    /^([1-9]\d{0,14})\/deployment_protection_rule$/.exec(url.slice(prefix.length)) ?? [];
  return id === undefined ? undefined : Number(id);
}

function refused(status: 400 | 401 | 405, why: string): Received {
  return { kind: "refused", status, why };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
