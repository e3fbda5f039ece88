import type { Cloud } from "../record";
import { one } from "./find-one";
import { registerRevision } from "./revision";

const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** The target of a schedule that starts tasks, as far as a release knows it. */
interface Target {
  readonly ecsParameters: { readonly taskDefinitionArn: string };
}

/** One release of a job that runs as a task. */
export interface ScheduledRelease {
  /** Name of the schedule. */
  readonly schedule: string;
  /** Digest of the new image: `sha256:` and 64 hex digits. */
  readonly digest: string;
}

/**
 * Leaves in the record what a release of a job leaves: a new revision of its task definition, and
 * its schedule on, which starts that.
 *
 * @returns what a release does that is taken back: the schedule starts the revision before
 */
export function releaseSchedule(cloud: Cloud, wanted: ScheduledRelease): { rollBack(): void } {
  const schedule = one(cloud, SCHEDULE, ({ inputs }) => inputs.name === wanted.schedule);
  const target = schedule.state.target as Target;
  const before = target.ecsParameters.taskDefinitionArn;
  const start = (taskDefinitionArn: string) =>
    cloud.patch(schedule, (state) => ({
      ...state,
      state: "ENABLED",
      target: { ...target, ecsParameters: { ...target.ecsParameters, taskDefinitionArn } },
    }));
  start(registerRevision(cloud, before, wanted.digest));
  return { rollBack: () => void start(before) };
}
