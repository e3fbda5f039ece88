import { createHmac, randomUUID } from "node:crypto";
import { repositoryNamed } from "./answers/find";
import { simpleUser } from "./answers/people";
import { webhookRepository } from "./answers/repository";
import { complete } from "./openapi/complete";
import { eventProblems } from "./openapi/validate";
import { deploymentsOf } from "./operations/deployments";
import type { Run } from "./state/state";
import type { GitHub } from "./state/store";

/** A call of a webhook. */
export interface WebhookCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What GitHub's App was registered with, and where GitHub's API is. */
export interface Registration {
  /** Secret of the App's webhook. */
  readonly secret: string;
  /** Base of the URL at which the App answers. */
  readonly apiUrl: string;
}

const EVENT = "deployment_protection_rule";

/**
 * With what GitHub calls the App of a custom rule once a job of a run waits for an environment (GitHub docs, "Webhook events
 * and payloads", `deployment_protection_rule`; "Validating webhook deliveries").
 *
 * @throws {Error} if the run does not wait for it, or the event is not as GitHub describes it
 */
export function deploymentRequested(
  github: GitHub,
  run: Run,
  environment: string,
  { secret, apiUrl }: Registration,
): WebhookCall {
  const { state } = github;
  const waiting = deploymentsOf(github, run.repository).findLast(
    (each) =>
      each.run.id === run.id && each.environment === environment && each.statuses.length === 0,
  );
  if (waiting === undefined) throw new Error(`run ${run.id} does not wait for ${environment}`);
  const { login } = state.organization;
  const { headBranch: ref, headSha: sha, event } = run;
  const payload = {
    action: "requested",
    environment,
    event,
    sha,
    ref,
    deployment_callback_url: `${apiUrl}/repos/${login}/${run.repository}/actions/runs/${run.id}/${EVENT}`,
    deployment: complete("nullable-deployment", {
      id: waiting.id,
      ref,
      sha,
      environment,
      created_at: waiting.createdAt,
    }),
    pull_requests: [],
    repository: webhookRepository(state, repositoryNamed(github, run.repository)),
    sender: simpleUser(state, run.triggeringActor),
  };
  const problems = eventProblems(`${EVENT}-requested`, payload);
  if (problems.length > 0) throw new Error(`the event is not as described: ${problems.join("; ")}`);
  const body = JSON.stringify(payload);
  return {
    headers: {
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/044aadd",
      "x-github-delivery": randomUUID(),
      "x-github-event": EVENT,
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
    body,
  };
}
