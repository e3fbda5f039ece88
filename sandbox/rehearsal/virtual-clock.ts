import type { Clock } from "../../delivery/ports/clock";
import { advanceTo } from "../api/simulation/advance";
import type { World } from "../api/world";

/** The clock of the simulated accounts: whoever waits lets everything happen that is due until then. */
export function virtualClock(world: World): Clock {
  const now = () => world.clock.now();
  return {
    now,
    sleep: (milliseconds) => advanceTo(world, new Date(now().getTime() + milliseconds)),
  };
}

/**
 * The next Tuesday, 15:00 UTC: working hours in the settings' calendar, whatever day a person rehearses on.
 * It is at least a day away, so that what `up` has made is older.
 */
export function nextWorkday(now: Date): Date {
  const next = new Date(now);
  next.setUTCHours(15, 0, 0, 0);
  do next.setUTCDate(next.getUTCDate() + 1);
  while (next.getUTCDay() !== TUESDAY);
  return next;
}

const TUESDAY = 2;
