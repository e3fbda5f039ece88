import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Release } from "../../decisions/release/release";
import type { Clock } from "../../ports/clock";
import type { Deployer, Deployment } from "../../ports/deployer";
import type { TerraformApplies, TerraformApply } from "../../ports/terraform-applies";
import type { TerraformPlans } from "../../ports/terraform-plans";
import { approvedPlan } from "./kept-plan";
import { planWrittenBy, withPlanFile } from "./plan-file";
import { TerraformRefused, type TerraformStack } from "./stack";

/** What the deployer of a Terraform stack works with. */
export interface TerraformTarget {
  readonly workload: string;
  readonly environment: Environment;
  readonly plans: TerraformPlans;
  readonly applies: TerraformApplies;
  /** Runs `work` in a checkout of a commit, which is there for as long as that takes. */
  readonly inCheckout: <T>(
    commit: string,
    work: (stack: TerraformStack) => Promise<T>,
  ) => Promise<T>;
  readonly clock: Pick<Clock, "now">;
}

/**
 * Deploys a Terraform stack: applies the plan that the release names, and nothing else. A rollback applies the
 * configuration of the last good commit (CI/CL-002 §14).
 *
 * An apply whose run has died has failed: Terraform refuses its plan from then on, as the state has moved.
 */
export function terraformDeployer(target: TerraformTarget): Deployer {
  const { workload, environment, plans, applies, clock } = target;
  /** Applies of this run. What is not in here is of a run that has died. */
  const running = new Set<string>();

  const begin = async (
    id: string,
    { sha256, commit }: { readonly sha256: string; readonly commit: string },
    work: () => Promise<void>,
  ) => {
    const enter = (state: TerraformApply["state"], reason?: string) =>
      applies.write(id, {
        sha256,
        commit,
        state,
        since: clock.now().toISOString(),
        ...(reason === undefined ? {} : { reason }),
      });
    const end = (state: TerraformApply["state"], reason?: string) =>
      enter(state, reason).finally(() => running.delete(id));
    running.add(id);
    await enter("applying");
    void work().then(
      () => end("applied"),
      async (error: Error) => {
        // A run that is interrupted has not failed: it leaves the promotion to the next one.
        if (error.name === "AbortError") return;
        await end(error instanceof TerraformRefused ? "refused" : "failed", error.message);
      },
    );
  };

  const applyIn = (commit: string, plan: Uint8Array) =>
    target.inCheckout(commit, async (stack) => {
      await stack.init();
      await withPlanFile(plan, (file) => stack.apply(file));
    });

  return {
    current: () => applies.lastGood(),

    async start(release, promotion) {
      if (running.has(promotion) || (await applies.read(promotion)) !== undefined) return promotion;
      const sha256 = planOf(release, environment);
      const { commit } = release;
      const about = { sha256, workload, environment, commit };
      const plan = await target.inCheckout(commit, (stack) => approvedPlan(stack, plans, about));
      await begin(promotion, { sha256, commit }, () => applyIn(commit, plan));
      return promotion;
    },

    async observe(id) {
      // Asked before its state is read: it may end in between.
      const isRunning = running.has(id);
      const apply = await applies.read(id);
      if (apply === undefined) throw new InvalidInput("the apply", [`${id} is missing`]);
      const { state, reason, since } = apply;
      const step = (name: Deployment["steps"][number]["state"]) => [{ name: "apply", state: name }];
      if (state === "applied") {
        return { id, state: "succeeded", productionPercent: 100, steps: step("succeeded") };
      }
      if (state === "applying" && isRunning) {
        return { id, state: "in-progress", productionPercent: 0, steps: step("in-progress") };
      }
      // Nothing was changed, so there is nothing to bring back.
      if (state === "refused") {
        return { id, state: "rolled-back", productionPercent: 0, steps: step("failed"), reason };
      }
      // What it has done until then is in production, however much that is.
      return {
        id,
        state: "failed",
        productionPercent: 100,
        steps: step("failed"),
        reason: reason ?? "the run that applied it has died",
        brokenAt: since,
      };
    },

    async finish(id) {
      const apply = await applies.read(id);
      if (apply !== undefined) await applies.setLastGood(apply.commit);
    },

    async rollBack(id, to) {
      const rollback = `${id}-rollback`;
      if (running.has(rollback)) return rollback;
      await target.inCheckout(to, async (stack) => {
        await stack.init();
        const { plan } = await planWrittenBy((file) => stack.plan(file));
        await begin(rollback, { sha256: plan.sha256, commit: to }, async () => {
          await applyIn(to, plan.bytes);
          // What is taken back may have been finished, and is no longer what the next release returns to.
          await applies.setLastGood(to);
        });
      });
      return rollback;
    },
  };
}

/** SHA-256 of the plan that a release has for an environment. */
function planOf({ artifacts, version }: Release, environment: Environment): string {
  const plans = artifacts.flatMap((each) =>
    each.type === "terraform-plan" && each.environment === environment ? [each.sha256] : [],
  );
  const [sha256] = plans;
  if (sha256 !== undefined && plans.length === 1) return sha256;
  const problem = formatProblem(`plans for ${environment}`, plans.length, "one");
  throw new InvalidInput(`the release ${version}`, [problem]);
}
