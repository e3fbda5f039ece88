import type { World } from "../world";
import { alarmTimers } from "./alarms/timers";
import { rolloutTimers } from "./appconfig/rollout";
import { deploymentTimers } from "./codedeploy/timers";
import { serviceDeploymentTimers } from "./ecs/steps";
import { taskTimers } from "./ecs/tasks";
import { scheduleTimers } from "./events/schedules";
import { asynchronousTimers } from "./functions/asynchronous";
import type { Timer, Timers } from "./timer";

/** Everything in the accounts that has a time of its own. */
const TIMERS: readonly Timers[] = [
  deploymentTimers,
  serviceDeploymentTimers,
  taskTimers,
  rolloutTimers,
  asynchronousTimers,
  scheduleTimers,
  alarmTimers,
];

/**
 * Advances the clock: everything that is due until then happens, in the order of its time. A time in
 * the past changes nothing. Calls wait for each other.
 */
export function advanceTo(world: World, until: Date): Promise<void> {
  return exclusively(world, async () => {
    for (let next = nextTimer(world); next && next.at <= until; next = nextTimer(world)) {
      world.clock.set(next.at);
      await next.run();
    }
    world.clock.set(until);
  });
}

/** When the next thing happens in the accounts; `undefined` where nothing goes on. */
export function nextTime(world: World): Date | undefined {
  return nextTimer(world)?.at;
}

function nextTimer(world: World): Timer | undefined {
  const timers = TIMERS.flatMap((each) => each(world));
  return timers.sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}

const RUNNING = new WeakMap<World, Promise<void>>();

/** Two clients that wait at once do not both run what is due. */
function exclusively(world: World, work: () => Promise<void>): Promise<void> {
  const before = RUNNING.get(world) ?? Promise.resolve();
  const own = before.then(work);
  RUNNING.set(
    world,
    own.catch(() => {}),
  );
  return own;
}
