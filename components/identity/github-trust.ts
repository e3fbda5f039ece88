import * as pulumi from "@pulumi/pulumi";
import { DELIVERY_WORKFLOWS } from "../../infra/github/workflows";
import type { Settings } from "../../infra/settings/parse";
import { GITHUB_ISSUER } from "./arns";

/** A GitHub Actions job that may assume a role. */
export interface GitHubJob {
  /** Repository of the organization, without the owner. */
  readonly repository: string;
  /** Numeric id of the repository: a name can change hands, an id cannot. */
  readonly repositoryId: number;
  /** What the subject of its token names: a GitHub environment, a pull request, or else the ref itself. */
  readonly subject: { readonly environment: string } | "pull_request" | "ref";
  /**
   * The full ref that the run is of, such as `refs/heads/main`. `*` stands for any text, also for
   * none: `refs/tags/v*`.
   */
  readonly ref: string;
  /** Claim `job_workflow_ref` of the reusable workflow, from {@link workflowRef}. @default - any */
  readonly workflowRef?: string;
}

/** The trust policy of a role for `jobs` alone: every claim but the ref is an exact string. */
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
      Condition: conditions(settings, job),
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
 * were created, renamed or transferred after 2026-07-15 (GitHub changelog, 2026-04-23). With an
 * environment it says nothing of the branch or tag: the claim `ref` does, as a full name, so that
 * a tag named like a branch is another ref.
 */
function conditions({ github }: Settings, job: GitHubJob): Conditions {
  const { organization, organizationId } = github;
  const { repository, repositoryId, subject, ref } = job;
  const suffix = suffixOf(job);
  const exact: Record<string, string | string[]> = {
    aud: "sts.amazonaws.com",
    sub: [
      `repo:${organization}/${repository}:${suffix}`,
      `repo:${organization}@${organizationId}/${repository}@${repositoryId}:${suffix}`,
    ],
    repository_id: `${repositoryId}`,
  };
  if (typeof subject === "object") exact.environment = subject.environment;
  if (job.workflowRef !== undefined) exact.job_workflow_ref = job.workflowRef;
  if (ref.includes("*")) return { StringEquals: keys(exact), StringLike: keys({ ref }) };
  return { StringEquals: keys({ ...exact, ref }) };
}

/** Last part of a subject (GitHub docs, "OpenID Connect reference", "Example subject claims"). */
function suffixOf({ subject, ref }: GitHubJob): string {
  if (typeof subject === "object") return `environment:${subject.environment}`;
  return subject === "ref" ? `ref:${ref}` : subject;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

function keys(claims: Record<string, string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(claims).map(([claim, value]) => [`${GITHUB_ISSUER}:${claim}`, value]),
  );
}
