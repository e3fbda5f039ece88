import { setFlagStates } from "../../../cloud/deployments/appconfig";
import type { Entry } from "../../../cloud/record";
import { later } from "../../clock";
import { ownEntries } from "../../own-entries";
import { findBy, nameIn } from "../../resources";
import type { Account, World } from "../../world";
import type { Timer } from "../timer";
import { publishRollback } from "./rollback-event";

const DEPLOYMENT = "aws:appconfig/deployment:Deployment";

/** States of a deployment. Source: AppConfig API, GetDeployment. */
export type RolloutState = "DEPLOYING" | "BAKING" | "COMPLETE" | "ROLLED_BACK" | "REVERTED";

/** How a deployment of a configuration goes on; times in ISO 8601. */
export type Rollout = {
  /** Of the deployment. */
  arn: string;
  state: RolloutState;
  /** Id of the strategy. */
  strategyId: string;
  /** Minutes until everybody has it. */
  duration: number;
  /** Minutes in which it is watched after that. */
  bake: number;
  /** Share that is added in each step, in percent: of all, or of what there is. */
  growthFactor: number;
  growthType: "LINEAR" | "EXPONENTIAL";
  /** Share of the targets that have it. */
  percent: number;
  /** How many steps were made. */
  step: number;
  /** Names of the alarms that end it. */
  alarms: readonly string[];
  description?: string;
  startedAt: string;
  completedAt?: string;
  /** Who has it taken back. @default - nobody has */
  takenBackBy?: "CLOUDWATCH_ALARM" | "USER";
  /** When its next step is. */
  dueAt?: string;
};

/** The rollouts of an account, by the deployment's ARN. */
export const ROLLOUTS = ownEntries<Rollout>("sandbox:appconfig/rollout");

/** Seconds in which AppConfig begins. */
const BEGINS_AFTER = 2;

/** Begins the rollout of a deployment that was recorded. */
export function beginRollout(
  world: World,
  account: Account,
  deployment: Entry,
  of: { readonly strategy: Entry; readonly environment: Entry; readonly description?: string },
): Rollout {
  const { state } = of.strategy;
  const now = world.clock.now();
  const monitors = of.environment.state.monitors;
  const arn = String(deployment.state.arn);
  return ROLLOUTS.put(account.cloud, arn, {
    arn,
    state: "DEPLOYING",
    strategyId: of.strategy.id,
    duration: Number(state.deploymentDurationInMinutes),
    bake: Number(state.finalBakeTimeInMinutes ?? 0),
    growthFactor: Number(state.growthFactor),
    growthType: state.growthType === "EXPONENTIAL" ? "EXPONENTIAL" : "LINEAR",
    percent: 0,
    step: 0,
    alarms: Array.isArray(monitors) ? monitors.map(({ alarmArn }) => nameIn(alarmArn)) : [],
    ...(of.description !== undefined && { description: of.description }),
    startedAt: now.toISOString(),
    dueAt: later(now, BEGINS_AFTER),
  });
}

/** Steps of the rollouts that go on. */
export function rolloutTimers(world: World): Timer[] {
  return world.accounts.flatMap((account) =>
    ROLLOUTS.list(account.cloud).flatMap(({ state }) =>
      state.dueAt === undefined
        ? []
        : [{ at: new Date(state.dueAt), run: async () => goOn(world, account, state) }],
    ),
  );
}

/** Whether a rollout goes on. */
export function rollsOut({ state }: Rollout): boolean {
  return state === "DEPLOYING" || state === "BAKING";
}

/** Ends the rollouts that one of these alarms ends: everybody has the previous configuration. */
export async function rollBackOnAlarms(
  world: World,
  account: Account,
  inAlarm: ReadonlySet<string>,
): Promise<void> {
  for (const { state } of ROLLOUTS.list(account.cloud)) {
    if (rollsOut(state) && state.alarms.some((each) => inAlarm.has(each))) {
      await rollBack(world, account, state, "CLOUDWATCH_ALARM");
    }
  }
}

/** Ends a rollout: everybody has the previous configuration, and EventBridge is told. */
export async function rollBack(
  world: World,
  account: Account,
  rollout: Rollout,
  takenBackBy: NonNullable<Rollout["takenBackBy"]>,
): Promise<void> {
  ROLLOUTS.patch(account.cloud, rollout.arn, { takenBackBy });
  endRollout(world, account, rollout, "ROLLED_BACK");
  await publishRollback(world, account, deploymentOf(account, rollout.arn));
}

/** Ends a rollout, or takes back one that has ended. */
export function endRollout(
  world: World,
  account: Account,
  { arn }: Rollout,
  state: "COMPLETE" | "ROLLED_BACK" | "REVERTED",
): void {
  const completedAt = world.clock.now().toISOString();
  ROLLOUTS.patch(account.cloud, arn, { state, completedAt, dueAt: undefined });
  const environment = state === "COMPLETE" ? "READY_FOR_DEPLOYMENT" : state;
  setFlagStates(account.cloud, deploymentOf(account, arn), state, environment);
}

function goOn(world: World, account: Account, rollout: Rollout): void {
  const now = world.clock.now();
  const { arn, state, step, growthFactor, growthType, duration, bake } = rollout;
  if (state === "BAKING") {
    endRollout(world, account, rollout, "COMPLETE");
    return;
  }
  const grown = growthType === "LINEAR" ? growthFactor * (step + 1) : growthFactor * 2 ** step;
  const percent = duration === 0 ? 100 : Math.min(100, grown);
  if (percent < 100) {
    const steps = growthType === "LINEAR" ? 100 / growthFactor : Math.log2(100 / growthFactor) + 1;
    const dueAt = later(now, (duration * 60) / Math.ceil(steps));
    ROLLOUTS.patch(account.cloud, arn, { percent, step: step + 1, dueAt });
    return;
  }
  const baking = ROLLOUTS.patch(account.cloud, arn, {
    percent,
    step: step + 1,
    state: "BAKING",
    dueAt: later(now, bake * 60),
  });
  if (bake === 0) endRollout(world, account, baking, "COMPLETE");
  else setFlagStates(account.cloud, deploymentOf(account, arn), "BAKING", "DEPLOYING");
}

function deploymentOf(account: Account, arn: string): Entry {
  const found = findBy(account, DEPLOYMENT, "arn", arn);
  if (found) return found;
  throw new Error(`${arn} does not exist`);
}
