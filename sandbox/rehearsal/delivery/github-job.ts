import type { Workload } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { DELIVERY_WORKFLOWS } from "../../../infra/github/workflows";
import { ISSUER, signToken } from "../../api/authorization/token";
import type { Stage } from "../stage";

/** Claims of the token that GitHub gives a job. Source: GitHub Docs, "OpenID Connect reference". */
export interface JobClaims {
  readonly sub: string;
  readonly repository: string;
  readonly repository_id: string;
  readonly environment: string;
  readonly ref: string;
  readonly job_workflow_ref: string;
}

/**
 * The claims of the job that delivers a workload into an environment: of `main` into dev, of a tag into the
 * others, by the platform's own workflow.
 */
export function deliveryClaims(
  { settings }: Stage,
  { repository, repositoryId }: Workload,
  environment: Environment,
  version: string,
): JobClaims {
  const { organization, repository: platform } = settings[environment].github;
  const { promote, ref } = DELIVERY_WORKFLOWS;
  return {
    sub: `repo:${organization}/${repository}:environment:${environment}`,
    repository: `${organization}/${repository}`,
    repository_id: `${repositoryId}`,
    environment,
    ref: environment === "dev" ? "refs/heads/main" : `refs/tags/${version}`,
    job_workflow_ref: `${organization}/${platform}/.github/workflows/${promote}@${ref}`,
  };
}

/** Such a token, valid for five minutes, as GitHub's is. */
export function tokenOf({ world }: Stage, claims: JobClaims): string {
  const exp = Math.floor(world.clock.now().getTime() / 1000) + 300;
  return signToken({ iss: ISSUER, aud: "sts.amazonaws.com", exp, ...claims }, world.issuerSecret);
}
