/** The time, and waiting: the machine's own, or a virtual one. */
export interface Clock {
  now(): Date;
  /** Waits; rejects with the signal's reason where the work is interrupted. */
  sleep(milliseconds: number): Promise<void>;
}
