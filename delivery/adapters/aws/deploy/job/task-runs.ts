import { runOnce } from "../ecs/run-once";
import { isReleased, registerRevision } from "../ecs/task-definition";
import type { JobAs, Target } from "../target";
import type { Runs } from "./runs";
import { enableSchedule, scheduleOf } from "./schedule";

/**
 * Longest that the first run is waited for, in milliseconds: for 24 hours it is started once, and no run may take
 * longer (`slo.finishesWithin`).
 */
const WITHIN = 24 * 60 * 60_000;

/** The runs of a job that are tasks. */
export function taskRuns(target: Target<JobAs<"task">>): Runs {
  const scheduled = async () => {
    const { State, Target: starts } = await scheduleOf(target);
    return { state: State, revision: starts?.EcsParameters?.TaskDefinitionArn ?? "" };
  };
  return {
    async released() {
      const { state, revision } = await scheduled();
      const runs = state === "ENABLED" && (await isReleased(target, revision));
      return runs ? revision : undefined;
    },
    prepare: (release) => registerRevision(target, release),
    async isEnabled(to) {
      const { state, revision } = await scheduled();
      return state === "ENABLED" && revision === to;
    },
    enable: (to) => enableSchedule(target, to),
    async firstRun({ id, at, to: taskDefinition }) {
      if (target.clock.now().getTime() >= at.getTime() + WITHIN) {
        return { state: "failed", reason: "it has not ended within 24 hours" };
      }
      // The scheduled runs' own group, so that its end is counted as theirs are (docs/decisions/0017).
      const { group } = target.contract;
      return runOnce(target, { id, taskDefinition, group });
    },
  };
}
