import { createHash } from "node:crypto";
import { promoteRelease } from "../../../delivery/assembly/promotion";
import { holds, present } from "../check";
import { deliveryOf } from "../delivery/delivery-of";
import { type DeploymentRule, turnOnRule } from "../delivery/deployment-rule";
import { REVIEWERS } from "../delivery/github";
import { releasedBuild } from "../delivery/released";
import { approve, type Commit, openTicket, reportChecks, startRun } from "../delivery/runs";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** CI/CL-002 §12: the gate as GitHub's own rule, which settings may turn on. It follows the release of a job. */
export const deploymentRule: Scenario = {
  name: "deployment-rule",
  title:
    "GitHub itself asks the gates before a job of prod starts, where the settings turn that on",
  async run(stage, step) {
    const { repository } = firstOf(stage, "job");
    const rule = await turnOnRule(stage, repository);
    await step("a commit with a red check is rejected, with the reason", () =>
      rejected(stage, rule),
    );
    await step("a sound release is approved, waits for Security alone, and is promoted", () =>
      approved(stage, rule),
    );
    rule.off();
  },
};

async function rejected(stage: Stage, rule: DeploymentRule): Promise<readonly string[]> {
  const { organization } = stage.settings.prod.github;
  const { repository } = firstOf(stage, "job");
  const version = "v1.0.1";
  const made: Commit = {
    repository: `${organization}/${repository}`,
    commit: createHash("sha1").update(version).digest("hex"),
    version,
  };
  reportChecks(stage, made, "CodeQL");
  const { id } = startRun(stage, made);
  const { state, comment } = await rule.ask(id);
  holds("answer", state, "rejected");
  holds("a gate that refuses", /^- (\S+) \(fail\): /m.exec(comment)?.[1], "required-checks");
  holds("environments that it waits for", runWith(stage, id).waitsFor, []);
  return comment.split("\n");
}

async function approved(stage: Stage, rule: DeploymentRule): Promise<readonly string[]> {
  const built = await releasedBuild(stage, firstOf(stage, "job"), "v1.0.0");
  const run = startRun(stage, built.release);
  const comment = await openTicket(stage, run.repository);
  await approve(stage, run, { environment: "prod-product", login: REVIEWERS.product, comment });
  const answer = await rule.ask(run.id);
  holds(answer.comment, answer.state, "approved");
  holds("environments that it waits for", runWith(stage, run.id).waitsFor, ["prod"]);
  await approve(stage, run, { environment: "prod", login: REVIEWERS.security, comment });
  const { status, waitsFor } = runWith(stage, run.id);
  holds("the run", { status, waitsFor }, { status: "in_progress", waitsFor: [] });
  const outcome = await promoteRelease(deliveryOf(stage, built, "prod", run), built.release);
  holds("outcome", outcome.kind === "ended" ? outcome.record.phase : outcome.reasons, "succeeded");
  return answer.comment.split("\n");
}

function runWith({ github }: Stage, id: number) {
  return present(
    "run",
    github.state.runs.find((each) => each.id === id),
  );
}
