import type { Cloud } from "../record";
import { registerTaskDefinition } from "./ecs";
import { findOne } from "./find-one";

const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** What a deployment reads of the target of a schedule that starts tasks. */
interface Target {
  readonly ecsParameters: { readonly taskDefinitionArn: string };
}

/** One deployment of a job that runs as a task. */
export interface ScheduleDeployment {
  /** Name of the schedule. */
  readonly schedule: string;
  /** Digest of the new image: `sha256:` and 64 hex digits. */
  readonly digest: string;
}

/**
 * Records what a deployment of a job changes: a new revision of its task definition, and its schedule,
 * which is enabled and starts that revision.
 *
 * @returns what a rollback does: the schedule starts the previous revision
 */
export function deploySchedule(cloud: Cloud, deployment: ScheduleDeployment): { rollBack(): void } {
  const schedule = findOne(cloud, SCHEDULE, ({ inputs }) => inputs.name === deployment.schedule);
  const target = schedule.state.target as Target;
  const before = target.ecsParameters.taskDefinitionArn;
  const start = (taskDefinitionArn: string) =>
    cloud.patch(schedule, (state) => ({
      ...state,
      state: "ENABLED",
      target: { ...target, ecsParameters: { ...target.ecsParameters, taskDefinitionArn } },
    }));
  start(registerTaskDefinition(cloud, before, deployment.digest));
  return { rollBack: () => void start(before) };
}
