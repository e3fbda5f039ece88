import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { ReleaseContractOf } from "../../../../infra/release/contract";
import type { Deployer, Deployment, DeploymentStep } from "../../../ports/deployer";
import { type Change, changeId, parseChange } from "./change-id";
import { functionRuns } from "./job/function-runs";
import type { Runs } from "./job/runs";
import { taskRuns } from "./job/task-runs";
import { publishDeployment } from "./owed/deployments-metric";
import { addShape, leaveShape } from "./owed/released-shapes";
import type { RunState } from "./run-state";
import type { Target } from "./target";

/** `first` is the first release of a job: it is run once, and only then enabled. */
const WHYS = ["first", "release", "rollback"] as const;

/**
 * Deploys a job (CI/CL-002 §7.3, docs/decisions/0017): its schedule starts what was released from its next time on. A
 * first release is run once before, and the schedule is enabled when that run has ended well: nothing else would
 * show before its next time that it can run.
 */
export function job(target: Target<ReleaseContractOf<"job">>): Deployer {
  const { contract, clock } = target;
  const runs: Runs =
    contract.runsAs === "task"
      ? taskRuns({ ...target, contract })
      : functionRuns({ ...target, contract });

  const change = async (why: "release" | "rollback", to: string) => {
    await runs.enable(to);
    return changeId({ why, at: clock.now(), to });
  };

  return {
    current: () => runs.released(),

    async start(release) {
      refuseMigrations(target);
      const before = await runs.released();
      await addShape(target);
      const to = await runs.prepare(release);
      return before === undefined
        ? changeId({ why: "first", at: clock.now(), to })
        : change("release", to);
    },

    async observe(id) {
      const wanted = parseChange(id, WHYS);
      if (await runs.isEnabled(wanted.to)) return enabled(id, wanted);
      if (wanted.why !== "first") return replaced(id, wanted);
      const run = await runs.firstRun({ id, at: wanted.at, to: wanted.to });
      if (run.state === "succeeded") {
        await runs.enable(wanted.to);
        return enabled(id, wanted);
      }
      return notEnabled(id, run);
    },

    async finish(id) {
      await publishDeployment(target, parseChange(id, WHYS).at);
      await leaveShape(target);
    },

    rollBack: (_id, to) => change("rollback", to),
  };
}

function enabled(id: string, { why }: Change<(typeof WHYS)[number]>): Deployment {
  const update = { name: "UpdateSchedule", state: "succeeded" } as const;
  const steps: readonly DeploymentStep[] =
    why === "first" ? [{ name: "FirstRun", state: "succeeded" }, update] : [update];
  return { id, state: "succeeded", productionPercent: 100, steps };
}

/** Somebody has given the schedule something else to start. */
function replaced(id: string, { to }: Change<(typeof WHYS)[number]>): Deployment {
  const reason = `the schedule no longer starts ${to}, or is disabled`;
  const steps: readonly DeploymentStep[] = [{ name: "UpdateSchedule", state: "failed" }];
  return { id, state: "failed", productionPercent: 100, steps, reason };
}

function notEnabled(
  id: string,
  run: Exclude<RunState, { readonly state: "succeeded" }>,
): Deployment {
  const steps = (state: DeploymentStep["state"]): readonly DeploymentStep[] => [
    { name: "FirstRun", state },
    { name: "UpdateSchedule", state: state === "failed" ? "skipped" : "pending" },
  ];
  if (run.state === "in-progress") {
    return { id, state: "in-progress", productionPercent: 0, steps: steps("in-progress") };
  }
  const { reason: why, endedAt } = run;
  const failed = { id, state: "failed", productionPercent: 0, steps: steps("failed") } as const;
  const reason = `the first run failed: ${why}. The schedule stays disabled.`;
  return endedAt === undefined
    ? { ...failed, reason }
    : { ...failed, reason, brokenAt: endedAt.toISOString() };
}

/** @throws {InvalidInput} if a release has to migrate a database: a job's delivery has no step for it yet */
function refuseMigrations({ contract }: Target<ReleaseContractOf<"job">>): void {
  if (contract.migrations === undefined) return;
  const want = "none, as the release of a job runs none: those of a service or a worker are run";
  const wrong = formatProblem("migrations", contract.migrations.command.join(" "), want);
  throw new InvalidInput(`the deployment of ${contract.service}`, [wrong]);
}
