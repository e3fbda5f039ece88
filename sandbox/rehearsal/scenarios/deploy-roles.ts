import { ENVIRONMENTS } from "../../../infra/environments";
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
    const own = deliveryClaims(stage, service, "prod", VERSION);
    const foreign: readonly (readonly [what: string, claims: Partial<JobClaims>])[] = [
      ["a branch", { ref: "refs/heads/main" }],
      ["another workflow", { job_workflow_ref: own.job_workflow_ref.replace("promote", "other") }],
      ["another repository of the same name", { repository_id: "1" }],
      ["the environment stg", { environment: "stg", sub: own.sub.replace(/prod$/, "stg") }],
    ];
    for (const [what, claims] of foreign) {
      await step(`a job of ${what} is refused in prod`, async () => {
        const answer = await refusal(stage, service.name, { ...own, ...claims });
        holds("the answer of STS", answer, "AccessDenied");
        return [`${service.name}: ${answer}`];
      });
    }
  },
};

/** The error with which STS answers. */
async function refusal(stage: Stage, service: string, claims: JobClaims): Promise<string> {
  return assumeDeployRole(stage, service, "prod", claims).then(
    () => "a session",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
