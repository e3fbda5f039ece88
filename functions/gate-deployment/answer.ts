import { z } from "zod";
import type { GitHubClient } from "../../delivery/adapters/github/client";
import type { RequestedDeployment } from "./webhook";

const WAITING = z.array(z.object({ environment: z.object({ name: z.string() }) }));

/** What GitHub is told. */
export interface Answer {
  readonly state: "approved" | "rejected";
  /** Markdown, 1024 characters at most. */
  readonly comment: string;
}

/** Whether a run still waits to enter the environment: one that was answered, or cancelled, does not. */
export async function stillWaits(
  gitHub: GitHubClient,
  { environment, ...deployment }: RequestedDeployment,
): Promise<boolean> {
  const waiting = await gitHub.ask(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments",
    runOf(deployment),
    WAITING,
  );
  return waiting.some((each) => each.environment.name === environment);
}

/** Tells GitHub, at the address that the callback URL was compared with. */
export async function tell(
  gitHub: GitHubClient,
  deployment: RequestedDeployment,
  { state, comment }: Answer,
): Promise<void> {
  const { environment: environment_name } = deployment;
  await gitHub.ask(
    "POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule",
    { ...runOf(deployment), environment_name, state, comment },
    z.unknown(),
  );
}

function runOf({ repository, runId }: Pick<RequestedDeployment, "repository" | "runId">) {
  const [owner = "", repo = ""] = repository.split("/");
  return { owner, repo, run_id: runId };
}
