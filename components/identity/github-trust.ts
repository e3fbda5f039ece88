import * as pulumi from "@pulumi/pulumi";
import { DELIVERY_WORKFLOWS } from "../../infra/delivery-workflows";
import type { Settings } from "../../infra/settings/parse";
import { GITHUB_ISSUER } from "./arns";

/** A GitHub Actions job that may assume a role. */
export interface GitHubJob {
  /** Repository of the organization, without the owner. */
  readonly repository: string;
  /** Numeric id of the repository: a name can change hands, an id cannot. */
  readonly repositoryId: number;
  /** What the subject of its token names: a GitHub environment, or a pull request. */
  readonly subject: { readonly environment: string } | "pull_request";
  /** Claim `job_workflow_ref` of the reusable workflow, from {@link workflowRef}. @default - any */
  readonly workflowRef?: string;
}

/** The trust policy of a role for `jobs` alone: every claim is an exact string. */
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
 * The conditions that STS checks. A subject has two formats: it contains ids for repositories that
 * were created, renamed or transferred after 2026-07-15 (GitHub changelog, 2026-04-23).
 */
function claims({ github }: Settings, job: GitHubJob): Record<string, string | string[]> {
  const { organization, organizationId } = github;
  const { repository, repositoryId, subject } = job;
  const suffix = subject === "pull_request" ? subject : `environment:${subject.environment}`;
  const expected = {
    aud: "sts.amazonaws.com",
    sub: [
      `repo:${organization}/${repository}:${suffix}`,
      `repo:${organization}@${organizationId}/${repository}@${repositoryId}:${suffix}`,
    ],
    repository_id: `${repositoryId}`,
    ...(subject !== "pull_request" && { environment: subject.environment }),
    ...(job.workflowRef !== undefined && { job_workflow_ref: job.workflowRef }),
  };
  return Object.fromEntries(
    Object.entries(expected).map(([claim, value]) => [`${GITHUB_ISSUER}:${claim}`, value]),
  );
}
