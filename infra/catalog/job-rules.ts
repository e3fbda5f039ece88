import { LONGEST_LOOK_BACK } from "../evaluation-window";
import { gapSum, interval, LEAST_TRYING, runSum, showSum, total } from "./job-timing";
import type { Finding, Rule } from "./rule";
import { showDuration } from "./units";
import type { WorkloadOf } from "./workload";

type Job = WorkloadOf<"job">;

/** Longest run of a Lambda function, in seconds. */
const LAMBDA_LONGEST = 15 * 60;

/** A run that does not end, does not fit between two, or would be missed unseen. */
export const JOB: Rule<Job> = {
  needs: ["runs", "slo", "schedule"],
  findings: (job) => [endsInTime(job), everyIsKept(job), runsFit(job), missIsSeen(job)],
};

function endsInTime({ runs, slo }: Job): Finding | false {
  return (
    runs.as === "function" &&
    slo.finishesWithin > LAMBDA_LONGEST && {
      path: ["slo", "finishesWithin"],
      want: `at most ${LAMBDA_LONGEST} seconds, Lambda's longest, or runs.as "task"`,
    }
  );
}

/** A run that is due more seldom than it is wanted would be missing each time. */
function everyIsKept({ schedule }: Job): Finding | false {
  const due = interval(schedule);
  return (
    due !== undefined &&
    due > schedule.every && {
      path: ["schedule", "every"],
      want: `at least ${showDuration(due)}, the time from one run to the next by ${schedule.expression}`,
    }
  );
}

/** A run ends before the next is due, or two would run at once. */
function runsFit(job: Job): Finding | false {
  const { expression, every, flexibleWindow = 0, retries } = job.schedule;
  const due = interval(job.schedule);
  const apart = due ?? every;
  if (flexibleWindow >= apart) {
    const want = `below ${showDuration(apart)}, the time from one run to the next`;
    return { path: ["schedule", "flexibleWindow"], want };
  }
  const sum = { ...runSum(job), ...(retries > 0 && { "a second start": LEAST_TRYING }) };
  const room = `${apart} seconds, ${due === undefined ? "schedule.every" : expression}`;
  return (
    total(sum) > apart && {
      path: ["slo", "finishesWithin"],
      want: `${showSum(sum)} to be at most ${room}, or runs overlap`,
    }
  );
}

/** A run that is missing longer ago than an alarm looks back is missing unseen. */
function missIsSeen(job: Job): Finding | false {
  const sum = gapSum(job);
  return (
    total(sum) > LONGEST_LOOK_BACK && {
      path: ["schedule", "every"],
      want:
        `${showSum(sum)} to be at most ${LONGEST_LOOK_BACK}, as an alarm looks back a week and a ` +
        "missing run must be seen: start it more often, and end at once a run that has nothing to do",
    }
  );
}
