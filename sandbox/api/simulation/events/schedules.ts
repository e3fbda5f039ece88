import { noFunction } from "../../create-world";
import type { World } from "../../world";
import type { Timer } from "../timer";
import { publishScheduled, RULE } from "./publish";

const MINUTE = 60_000;

/** The next call of each rule that calls by the clock. Where no function runs, there is none. */
export function scheduleTimers(world: World): Timer[] {
  if (world.run === noFunction) return [];
  const now = world.clock.now().getTime();
  return world.accounts.flatMap((account) =>
    account.cloud.list(RULE).flatMap((rule) => {
      const { state, scheduleExpression } = rule.state;
      if (state === "DISABLED" || typeof scheduleExpression !== "string") return [];
      const every = minutesOf(scheduleExpression) * MINUTE;
      const at = new Date((Math.floor(now / every) + 1) * every);
      return [{ at, run: () => publishScheduled(world, account, rule) }];
    }),
  );
}

/** @throws {Error} for an expression that the program's rules do not use */
function minutesOf(expression: string): number {
  const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(expression) ?? [];
  if (minutes !== undefined) return Number(minutes);
  throw new Error(`the sandbox does not compute the schedule ${expression}`);
}
