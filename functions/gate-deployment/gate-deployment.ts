import { Lambda } from "@aws-sdk/client-lambda";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Context } from "aws-lambda";
import { z } from "zod";
import { gitHubClient } from "../../delivery/adapters/github/client";
import { isVersion } from "../../delivery/decisions/release/version";
import { parse } from "../../infra/problems";
import { keepSecret } from "../../infra/secrets";
import { installationToken } from "../support/github/app-token";
import { retried } from "../support/github/retried";
import { once, REMEMBERED } from "../support/once";
import { type Handler, type Runtime, variable } from "../support/runtime";
import { observed, type Telemetry } from "../support/telemetry";
import { readWorkloads, WORKLOADS_FILE } from "../support/workloads";
import { type Answer, stillWaits, tell } from "./answer";
import { commentOn } from "./comment";
import { decide } from "./decide";
import { readSettings, SETTINGS_FILE } from "./settings";
import { ruleSources } from "./sources";
import { type RequestedDeployment, receive } from "./webhook";

/** What the function calls itself with. */
const WORK = z.strictObject({
  decide: z.strictObject({
    environment: z.string(),
    repository: z.string(),
    runId: z.int().positive(),
    ref: z.string(),
    commit: z.string(),
  }),
});

/** What the App's token may do, in the repository of the deployment (docs/decisions/0045). */
export const RULE_APP_PERMISSIONS = {
  actions: "read",
  checks: "read",
  deployments: "write",
  members: "read",
} as const;

/**
 * Answers GitHub's custom deployment protection rule (docs/decisions/0045). A call over HTTP is verified, remembered and
 * answered at once; the function then calls itself, decides, and tells GitHub.
 */
export function gateDeployment(runtime: Runtime): Handler {
  const settings = readSettings(runtime.file(SETTINGS_FILE));
  const workloads = readWorkloads(runtime.file(WORKLOADS_FILE));
  const baseUrl = runtime.env.GITHUB_API_URL ?? "https://api.github.com";
  const lambda = new Lambda({ ...runtime.aws });
  const secrets = new SecretsManagerClient({ ...runtime.aws });
  const secretOf = async (name: string): Promise<string> => {
    const SecretId = variable(runtime, name);
    const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    return SecretString;
  };

  const called = async (event: unknown, context: Context, { log, count }: Telemetry) => {
    const received = receive(event, {
      secret: keepSecret(await secretOf("WEBHOOK_SECRET")),
      baseUrl,
      now: runtime.now(),
      remembered: REMEMBERED * 1000,
    });
    if (received.kind === "refused") {
      count("CallsRefused");
      log.warn("a call was refused", { why: received.why });
      return { statusCode: received.status };
    }
    if (received.kind === "ignored") return { statusCode: 204 };
    const { key, deployment } = received;
    let isNew = false;
    await once(runtime, context, key, async () => {
      isNew = true;
      await lambda.invoke({
        FunctionName: context.functionName,
        Qualifier: "live",
        InvocationType: "Event",
        Payload: JSON.stringify({ decide: deployment }),
      });
      return { taken: true };
    });
    log.info(isNew ? "a deployment is decided" : "a call came again", { ...deployment });
    return { statusCode: isNew ? 202 : 409 };
  };

  const answered = async (deployment: RequestedDeployment, { log, count }: Telemetry) => {
    const { repository, environment } = deployment;
    const own = workloads.filter((each) => each.repository === repository).map(({ name }) => name);
    const secret = await secretOf("GITHUB_APP");
    const [, name = ""] = repository.split("/");
    const request = { secret, baseUrl, repository: name, permissions: RULE_APP_PERMISSIONS };
    const token = await retried(runtime, () =>
      installationToken({ ...request, now: runtime.now() }),
    );
    const gitHub = gitHubClient({ url: baseUrl, token: async () => token, clock: runtime });
    if (!(await stillWaits(gitHub, deployment))) {
      log.info("the run does not wait any more", { ...deployment });
      return null;
    }
    const answer = await answerTo(
      deployment,
      own,
      ruleSources(runtime, settings.environment, gitHub),
    );
    await tell(gitHub, deployment, answer);
    count(answer.state === "approved" ? "DeploymentsApproved" : "DeploymentsRejected");
    log.info("GitHub was told", { repository, environment, ...answer });
    return answer;
  };

  const answerTo = async (
    deployment: RequestedDeployment,
    own: readonly string[],
    sources: ReturnType<typeof ruleSources>,
  ): Promise<Answer> => {
    if (deployment.environment !== settings.environment || own.length === 0) {
      const comment = "No workload of this platform is deployed from here into this environment.";
      return { state: "rejected", comment };
    }
    if (!isVersion(deployment.ref)) {
      const comment = "What starts this run is no tag of a version, such as `v1.4.0`.";
      return { state: "rejected", comment };
    }
    const reports = await decide(deployment, own, sources, settings, runtime.now());
    const passes = reports.every(({ verdict }) => verdict === "pass");
    return { state: passes ? "approved" : "rejected", comment: commentOn(reports) };
  };

  return (event, context) =>
    observed<unknown>(runtime, context, (telemetry) =>
      isWork(event)
        ? answered(parse(WORK, event, "the work").decide, telemetry)
        : called(event, context, telemetry),
    );
}

/** Whether the function has called itself: a call over HTTP has a context of its request, whatever its body is. */
function isWork(event: unknown): boolean {
  return event instanceof Object && "decide" in event && !("requestContext" in event);
}
