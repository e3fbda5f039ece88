import type { Workload } from "../../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { holds } from "../check";
import { assumeDeployRole } from "../delivery/deploy-session";
import { deliveryClaims, type JobClaims } from "../delivery/github-job";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

const VERSION = "v1.0.0";

/** CI/CL-002 §4: each role is assumed by exactly one job, and by no other. */
export const deployRoles: Scenario = {
  name: "deploy-roles",
  title: "Each workload has a deploy role in each account, for its own jobs alone",
  shows: ["roles"],
  async run(stage, step) {
    for (const environment of ENVIRONMENTS) {
      await step(`every workload's job assumes its role in ${environment}`, async () => {
        for (const workload of stage.catalog) {
          const claims = deliveryClaims(stage, workload, environment, VERSION);
          await assumeDeployRole(stage, workload.name, environment, claims);
        }
        const { id } = stage.accounts[environment];
        return [`account ${id}: ${stage.catalog.map(({ name }) => name).join(", ")}`];
      });
    }
    const service = firstOf(stage, "service");
    for (const environment of ["stg", "prod"] as const) {
      for (const [what, claims] of foreignJobs(stage, service, environment)) {
        await step(`a job of ${what} is refused in ${environment}`, async () => {
          const answer = await refusal(stage, service.name, environment, claims);
          holds("the answer of STS", answer, "AccessDenied");
          return [`${service.name}: ${answer}`];
        });
      }
    }
  },
};

/** Claims of jobs that may not deliver a workload, each but for one thing as those of the job that may. */
function foreignJobs(
  stage: Stage,
  workload: Workload,
  environment: "stg" | "prod",
): readonly (readonly [what: string, claims: JobClaims])[] {
  const own = deliveryClaims(stage, workload, environment, VERSION);
  const other = environment === "stg" ? "prod" : "stg";
  const sub = own.sub.replace(new RegExp(`${environment}$`), other);
  const workflow = own.job_workflow_ref.replace("promote", "other");
  return [
    ["a branch", { ...own, ref: "refs/heads/main" }],
    ["another workflow", { ...own, job_workflow_ref: workflow }],
    ["another repository of the same name", { ...own, repository_id: "1" }],
    [`the environment ${other}`, { ...own, environment: other, sub }],
    ["another workload", deliveryClaims(stage, firstOf(stage, "function"), environment, VERSION)],
  ];
}

/** The error with which STS answers. */
async function refusal(
  stage: Stage,
  service: string,
  environment: Environment,
  claims: JobClaims,
): Promise<string> {
  return assumeDeployRole(stage, service, environment, claims).then(
    () => "a session",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
