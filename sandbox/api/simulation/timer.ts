import type { World } from "../world";

/** Something that happens at a time of the virtual clock. */
export interface Timer {
  readonly at: Date;
  /** Does it; what comes after it is a timer of its own, found by asking again. */
  run(): Promise<void>;
}

/** What can happen next in the accounts, by one part of the simulation. */
export type Timers = (world: World) => readonly Timer[];
