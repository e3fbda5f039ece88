import type { Workload } from "../../../infra/catalog/workload";
import type { DeliveringRepository } from "../../../infra/github/repositories";
import { CHECK_JOB } from "../../../infra/github/workflows";

/** Path of the workflow with which a repository calls the platform's. */
export const CALLER = ".github/workflows/deliver.yml";

/** Owner and name of the platform's repository, as the settings have them. */
export interface Platform {
  readonly organization: string;
  readonly repository: string;
}

/** What a job that is delivered by `deploy-dev.yml`, `deliver.yml` or `deliver-terraform.yml` may do at most; each job in there takes its part. */
const DELIVERS = "actions: read, checks: read, id-token: write, issues: write";

/**
 * The text of the one workflow that a repository needs: it says when the platform's workflows run, for which workloads,
 * and what they may do at most. How a release is checked, built and delivered is in the platform's repository.
 */
export function callerOf(
  { workloads }: Pick<DeliveringRepository, "workloads">,
  { organization, repository }: Platform,
): string {
  const path = `${organization}/${repository}`;
  const call = (file: string) =>
    `uses: ${path}/.github/workflows/${file}@main # zizmor: ignore[unpinned-uses] the roles trust it by this name`;
  const delivered = workloads.filter(({ retired }) => retired === undefined);
  return `# Rendered by \`nc workflows render\` of ${path}, from its catalog: change it there.
name: Deliver
on: # zizmor: ignore[concurrency-limits] the workflows that it calls queue by workload and environment
  pull_request:
    types: [opened, synchronize, reopened, edited]
  push:
    branches: [main]
    tags: ["v*"]
permissions: {}
jobs:
  ${CHECK_JOB}:
    if: \${{ !startsWith(github.ref, 'refs/tags/') }}
    permissions: { actions: read, contents: read, security-events: write } # CodeQL's findings
    ${call("check.yml")}
${delivered.map((each) => jobsOf(each, call)).join("")}`;
}

function jobsOf({ kind, name }: Workload, call: (file: string) => string): string {
  const workload = `with: { workload: ${name} }`;
  if (kind === "terraform") {
    return `
  dev-${name}:
    needs: ${CHECK_JOB}
    permissions: { actions: read, contents: read, id-token: write, pull-requests: write } # the stack's roles, and the plan's comment
    ${call("terraform.yml")}
    with: { workload: ${name}, environment: dev }

  deliver-${name}:
    if: startsWith(github.ref, 'refs/tags/v')
    permissions: { contents: write, pull-requests: write, ${DELIVERS} } # what plans and promotes asks for, and the release notes
    ${call("deliver-terraform.yml")}
    ${workload}
`;
  }
  return `
  dev-${name}:
    needs: ${CHECK_JOB}
    if: github.ref == 'refs/heads/main'
    permissions: { contents: read, ${DELIVERS} } # what promotes asks for
    ${call("deploy-dev.yml")}
    ${workload}

  deliver-${name}:
    if: startsWith(github.ref, 'refs/tags/v')
    permissions: { contents: write, ${DELIVERS} } # what promotes asks for, and the release notes
    ${call("deliver.yml")}
    ${workload}
`;
}
