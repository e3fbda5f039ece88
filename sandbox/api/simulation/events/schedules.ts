import { noFunction } from "../../create-world";
import type { World } from "../../world";
import type { Timer } from "../timer";
import { publishScheduled, RULE } from "./publish";

const MINUTE = 60_000;

/** Which call of each rule was the last one, by its ARN, as a time in milliseconds. */
const LAST = new WeakMap<World, Map<string, number>>();

/**
 * The next call of each rule that calls by the clock, at whole multiples of its minutes. What was due while the clock
 * jumped is called once. Where no function runs, there is none.
 */
export function scheduleTimers(world: World): Timer[] {
  if (world.run === noFunction) return [];
  const last = LAST.get(world) ?? new Map<string, number>();
  LAST.set(world, last);
  const now = world.clock.now().getTime();
  return world.accounts.flatMap((account) =>
    account.cloud.list(RULE).flatMap((rule) => {
      const { state, scheduleExpression, arn } = rule.state;
      if (state === "DISABLED" || typeof scheduleExpression !== "string") return [];
      const every = minutesOf(scheduleExpression) * MINUTE;
      const due = Math.floor(now / every) * every;
      // Several rules are due at once: each is called, though the clock stands at that time after the first.
      const before = last.get(`${arn}`) ?? due;
      last.set(`${arn}`, before);
      const at = Math.max(before + every, due);
      const run = async () => {
        last.set(`${arn}`, at);
        await publishScheduled(world, account, rule);
      };
      return [{ at: new Date(at), run }];
    }),
  );
}

/** @throws {Error} for an expression that the program's rules do not use */
function minutesOf(expression: string): number {
  const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(expression) ?? [];
  if (minutes !== undefined) return Number(minutes);
  throw new Error(`the sandbox does not compute the schedule ${expression}`);
}
