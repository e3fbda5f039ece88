import type { Workload } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { planEnvironmentOf, publishEnvironmentOf } from "../../../infra/github/environments";
import { DELIVERY_WORKFLOWS } from "../../../infra/github/workflows";
import type { Settings } from "../../../infra/settings/parse";
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
  workload: Workload,
  environment: Environment,
  version: string,
): JobClaims {
  const ref = environment === "dev" ? "refs/heads/main" : `refs/tags/${version}`;
  return claimsOf(settings[environment], workload, environment, DELIVERY_WORKFLOWS.promote, ref);
}

/** The claims of the job that plans a release of a Terraform stack, where it is to be approved. */
export function planClaims(
  { settings }: Stage,
  workload: Workload,
  environment: Environment,
  version: string,
): JobClaims {
  const own = settings[environment];
  const plan = planEnvironmentOf(own)?.name ?? environment;
  return claimsOf(own, workload, plan, DELIVERY_WORKFLOWS.terraform, `refs/tags/${version}`);
}

/** The claims of the job that publishes what a release has built, where it is promoted from: into stg. */
export function publishClaims({ settings }: Stage, workload: Workload, version: string): JobClaims {
  const publish = publishEnvironmentOf(settings.stg)?.name ?? "stg";
  const { release } = DELIVERY_WORKFLOWS;
  return claimsOf(settings.stg, workload, publish, release, `refs/tags/${version}`);
}

function claimsOf(
  { github: { organization, repository: platform } }: Settings,
  { repository, repositoryId }: Workload,
  environment: string,
  file: string,
  ref: string,
): JobClaims {
  return {
    sub: `repo:${organization}/${repository}:environment:${environment}`,
    repository: `${organization}/${repository}`,
    repository_id: `${repositoryId}`,
    environment,
    ref,
    job_workflow_ref: `${organization}/${platform}/.github/workflows/${file}@${DELIVERY_WORKFLOWS.ref}`,
  };
}

/** Such a token, valid for five minutes, as GitHub's is. */
export function tokenOf({ world }: Stage, claims: JobClaims): string {
  const exp = Math.floor(world.clock.now().getTime() / 1000) + 300;
  return signToken({ iss: ISSUER, aud: "sts.amazonaws.com", exp, ...claims }, world.issuerSecret);
}
