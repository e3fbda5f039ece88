import { findOne } from "../../../sandbox/cloud/deployments/find-one";
import { deploySchedule } from "../../../sandbox/cloud/deployments/scheduler";
import type { Cloud } from "../../../sandbox/cloud/record";
import { digestOf, revisionIn } from "./revisions";

const TYPE = "aws:scheduler/schedule:Schedule";
const NAME = "nc-audit-digest-dev-schedule";

/** Releases of a job. */
export function jobReleases(cloud: Cloud) {
  const schedule = () => findOne(cloud, TYPE, ({ id }) => id.endsWith(NAME)).state;
  return {
    /** What a release changes: whether the schedule is on, and which revision it starts. */
    owned() {
      const { state, target } = schedule();
      const { ecsParameters } = target as { ecsParameters: { taskDefinitionArn: string } };
      return [state, revisionIn(ecsParameters.taskDefinitionArn)];
    },
    /** When it starts, which is the program's. */
    expression: () => schedule().scheduleExpression,
    release: (digit: string) => deploySchedule(cloud, { schedule: NAME, digest: digestOf(digit) }),
  };
}
