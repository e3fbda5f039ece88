import type { Token } from "./judge";

/** Where the platform's workflows are. */
export const WORKFLOWS = "neurocipher/nc-platform/.github/workflows";

/** Whom a deploy role is for. */
export interface Deployer {
  readonly service: string;
  readonly repository: string;
  readonly repositoryId: number;
  readonly workflow: string;
}

/** The platform itself, which is applied. */
export const PLATFORM: Deployer = {
  service: "platform",
  repository: "nc-platform",
  repositoryId: 700_000_001,
  workflow: `${WORKFLOWS}/apply.yml@refs/heads/main`,
};

/** The job that plans a release of the platform. */
export const PLANNER: Deployer = { ...PLATFORM, workflow: `${WORKFLOWS}/plan.yml@refs/heads/main` };

/** The token of the job that looks for drift, which has no GitHub environment. */
export const DETECTOR: Token = {
  aud: "sts.amazonaws.com",
  sub: "repo:neurocipher/nc-platform:ref:refs/heads/main",
  repository_id: "700000001",
  job_workflow_ref: `${WORKFLOWS}/detect-drift.yml@refs/heads/main`,
  ref: "refs/heads/main",
};

/** A workload with a repository of its own. */
export const INGEST: Deployer = {
  service: "ingest-worker",
  repository: "ingest-worker",
  repositoryId: 700_000_002,
  workflow: `${WORKFLOWS}/promote.yml@refs/heads/main`,
};

/** What may be deployed where: main to dev, releases to stg and prod. */
const ref = (environment: string) =>
  environment.startsWith("dev") ? "refs/heads/main" : "refs/tags/v1.2.3";

/** The token of a job that may deploy, with an old subject. */
export function token(
  { repository, repositoryId, workflow }: Deployer,
  environment: string,
): Token {
  return {
    aud: "sts.amazonaws.com",
    sub: `repo:neurocipher/${repository}:environment:${environment}`,
    repository_id: `${repositoryId}`,
    environment,
    job_workflow_ref: workflow,
    ref: ref(environment),
  };
}

/** The same with the subject of a repository made after 2026-07-15. */
export function immutableSubject(
  { repository, repositoryId }: Deployer,
  environment: string,
): string {
  return `repo:neurocipher@600000001/${repository}@${repositoryId}:environment:${environment}`;
}
