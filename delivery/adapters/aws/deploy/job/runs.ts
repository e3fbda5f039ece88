import type { Release } from "../../../../decisions/release/release";
import type { RunState } from "../run-state";

/** A release of a job, and what of it is run: a revision's ARN, or a version's number. */
export interface FirstRelease {
  /** Id of its deployment: a run is started once for it. */
  readonly id: string;
  /** When the deployment began. */
  readonly at: Date;
  readonly to: string;
}

/** What of a job's delivery depends on what its runs are: tasks, or calls of a function. */
export interface Runs {
  /** What the schedule starts; nothing before the first release, which turns it on. */
  released(): Promise<string | undefined>;
  /** Registers or publishes a release. Answers what is to run. */
  prepare(release: Release): Promise<string>;
  /** Whether the schedule is on and starts `to`. */
  isEnabled(to: string): Promise<boolean>;
  /** Lets the schedule start `to`, and turns it on. */
  enable(to: string): Promise<void>;
  /** Starts the first run, once, and looks how it goes. It never waits. */
  firstRun(first: FirstRelease): Promise<RunState>;
}
