import * as pulumi from "@pulumi/pulumi";
import { DELIVERY_WORKFLOWS } from "../../infra/delivery-workflows";
import type { Settings } from "../../infra/settings/parse";
import { GITHUB_ISSUER } from "./arns";

/** The one kind of job that may assume a role. */
export interface GitHubJob {
  /** Repository of the organization, without the owner. */
  readonly repository: string;
  /** Its numeric id: a name can be given away, an id cannot. */
  readonly repositoryId: number;
  /** What the job runs in: a GitHub environment, or a pull request. */
  readonly context: { readonly environment: string } | "pull_request";
  /** The reusable workflow that it must be a job of, see {@link workflowRef}. @default - any */
  readonly workflowRef?: string;
}

/** A trust policy for these jobs and nothing else: every claim is an exact string. */
export function githubTrust(
  providerArn: pulumi.Input<string>,
  settings: Settings,
  ...jobs: readonly GitHubJob[]
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: jobs.map((job, index) => ({
      Sid: index === 0 ? "GitHubJob" : `GitHubJob${index + 1}`,
      Effect: "Allow",
      Principal: { Federated: providerArn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: claims(settings, job) },
    })),
  });
}

/** Claim `job_workflow_ref` of a reusable workflow of the platform's repository, at its one ref. */
export function workflowRef({ github }: Settings, file: string): string {
  const path = `${github.organization}/${github.repository}/.github/workflows/${file}`;
  return `${path}@${DELIVERY_WORKFLOWS.ref}`;
}

/**
 * The conditions that STS checks. A subject has two forms: repositories made, renamed or moved
 * after 2026-07-15 have the ids in it (GitHub changelog, 2026-04-23), older ones do not.
 */
function claims({ github }: Settings, job: GitHubJob): Record<string, string | string[]> {
  const { organization, organizationId } = github;
  const { repository, repositoryId, context } = job;
  const suffix = context === "pull_request" ? context : `environment:${context.environment}`;
  const expected = {
    aud: "sts.amazonaws.com",
    sub: [
      `repo:${organization}/${repository}:${suffix}`,
      `repo:${organization}@${organizationId}/${repository}@${repositoryId}:${suffix}`,
    ],
    repository_id: `${repositoryId}`,
    ...(context !== "pull_request" && { environment: context.environment }),
    ...(job.workflowRef !== undefined && { job_workflow_ref: job.workflowRef }),
  };
  return Object.fromEntries(
    Object.entries(expected).map(([claim, value]) => [`${GITHUB_ISSUER}:${claim}`, value]),
  );
}
