import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Release } from "../../decisions/release/release";
import { checkPlanStatement, parsePlanStatement } from "../../decisions/terraform/plan-statement";
import type { Clock } from "../../ports/clock";
import type { Deployer, Deployment } from "../../ports/deployer";
import type { TerraformApplies } from "../../ports/terraform-applies";
import type { TerraformPlans } from "../../ports/terraform-plans";
import type { TerraformStack } from "./stack";

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
    const enter = (state: "applying" | "applied" | "failed", reason?: string) =>
      applies.write(id, {
        sha256,
        commit,
        state,
        since: clock.now().toISOString(),
        ...(reason === undefined ? {} : { reason }),
      });
    running.add(id);
    await enter("applying");
    void work()
      .then(
        () => enter("applied"),
        (error: Error) => enter("failed", error.message),
      )
      .finally(() => running.delete(id));
  };

  return {
    current: () => applies.lastGood(),

    async start(release, promotion) {
      if (running.has(promotion) || (await applies.read(promotion)) !== undefined) return promotion;
      const sha256 = planOf(release, environment);
      const { commit } = release;
      const { plan, statement } = await plans.get(sha256);
      await target.inCheckout(commit, async (stack) => {
        const terraformVersion = await stack.version();
        const found = { sha256, workload, environment, commit, terraformVersion };
        checkPlanStatement(parsePlanStatement(statement), found);
      });
      await begin(promotion, { sha256, commit }, () =>
        target.inCheckout(commit, async (stack) => {
          await stack.init();
          await withFile(plan, (file) => stack.apply(file));
        }),
      );
      return promotion;
    },

    async observe(id) {
      const apply = await applies.read(id);
      if (apply === undefined) throw new InvalidInput("the apply", [`${id} is missing`]);
      const { state, reason, since } = apply;
      const step = (name: Deployment["steps"][number]["state"]) => [{ name: "apply", state: name }];
      if (state === "applied") {
        return { id, state: "succeeded", productionPercent: 100, steps: step("succeeded") };
      }
      if (state === "applying" && running.has(id)) {
        return { id, state: "in-progress", productionPercent: 0, steps: step("in-progress") };
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
        const folder = await mkdtemp(join(tmpdir(), "nc-plan-"));
        try {
          const file = join(folder, "tfplan.bin");
          await stack.plan(file);
          const plan = await readFile(file);
          const sha256 = createHash("sha256").update(plan).digest("hex");
          await begin(rollback, { sha256, commit: to }, () =>
            target.inCheckout(to, async (again) => {
              await again.init();
              await withFile(plan, (copy) => again.apply(copy));
            }),
          );
        } finally {
          await rm(folder, { recursive: true });
        }
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

async function withFile(plan: Uint8Array, work: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "nc-plan-"));
  try {
    const file = join(folder, "tfplan.bin");
    await writeFile(file, plan, { mode: 0o600 });
    await work(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
