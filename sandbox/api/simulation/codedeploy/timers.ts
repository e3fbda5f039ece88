import type { World } from "../../world";
import type { Timer } from "../timer";
import { DEPLOYMENTS, isRunning } from "./deployment";
import { endStep } from "./run";

/** Ends of the steps that go on. */
export function deploymentTimers(world: World): Timer[] {
  return world.accounts.flatMap((account) =>
    DEPLOYMENTS.list(account.cloud).flatMap(({ state }) => {
      if (!isRunning(state) || state.dueAt === undefined) return [];
      const run = () => endStep(world, account, state.deploymentId);
      return [{ at: new Date(state.dueAt), run }];
    }),
  );
}
