import { z } from "zod";
import { EVALUATION_WINDOW_MAX } from "../../evaluation-window";
import { type Frozen, wanting } from "../../problems";
import { jobContract } from "../../release/kind-contracts";
import { isTimeZone } from "../../time-zone";
import { container, lambda, variableFindings } from "../compute";
import { fields, MIGRATIONS, migrations, RULES } from "../fields";
import { checked, type Finding, type Kind, type Rule } from "../kind";
import { expressionProblem, timeBetweenRuns } from "../schedule/time-between-runs";
import { duration, durationWithin, showDuration } from "../values";
import { gapSum, RETRY_SECONDS_MIN, runSum, showSum, total } from "./job-timing";

/** Longest run of a Lambda function, in seconds (Lambda quotas). */
const FUNCTION_TIMEOUT_MAX = 15 * 60;

/** Concurrency of a job's function: a run that is due while one runs waits for its end. */
export const JOB_CONCURRENCY = 1;

/** Longest time between two runs, which an alarm can still see the end of. */
const EVERY_MAX = "7 days";

const entry = z.strictObject({
  kind: z.literal("job"),
  ...fields,
  schedule: z.strictObject({
    /** EventBridge Scheduler's expression: `cron(...)` or `rate(...)`. */
    expression: z.string().superRefine(wanting(expressionProblem)),
    timeZone: z
      .string()
      .refine(isTimeZone, 'an IANA time zone such as "America/Toronto"')
      .default("America/Toronto"),
    /** How much later than its time a run may start. */
    flexibleWindow: durationWithin("1 minute", "24 hours", "1 minute").optional(),
    /** How often a start that fails is tried again; of a function, also a run, at most twice. */
    retries: z.int().min(0).max(185).default(2),
    /** Longest time between two runs, by the clock: past it, a run is missing. */
    every: durationWithin("1 minute", EVERY_MAX, "1 minute"),
  }),
  runs: z.discriminatedUnion("as", [
    z.strictObject({ as: z.literal("task"), ...container }),
    z.strictObject({ as: z.literal("function"), ...lambda }),
  ]),
  slo: z.strictObject({
    /** Longest that a run may take. */
    finishesWithin: durationWithin("1 second", "24 hours"),
  }),
  migrations,
});

type Entry = z.output<typeof entry>;

/** A run ends, fits between two, and is missed where somebody sees it. */
const TIMING: Rule<Entry> = {
  needs: ["runs", "slo", "schedule"],
  findings: (job) => [endsInTime(job), everyIsKept(job), runsFit(job), missIsSeen(job)],
};

function endsInTime({ runs, slo }: Entry): Finding | false {
  return (
    runs.as === "function" &&
    slo.finishesWithin > FUNCTION_TIMEOUT_MAX && {
      path: ["slo", "finishesWithin"],
      want: `at most ${FUNCTION_TIMEOUT_MAX} seconds, Lambda's longest, or runs.as "task"`,
    }
  );
}

/** A run that is due more seldom than it is wanted would be missing each time. */
function everyIsKept({ schedule }: Entry): Finding | false {
  const { longestByClock: due } = timeBetweenRuns(schedule);
  if (due <= schedule.every) return false;
  const apart = `${showDuration(due)}, the longest time from one run to the next`;
  return due > Number(duration().parse(EVERY_MAX))
    ? { path: ["schedule", "expression"], want: `runs at most ${EVERY_MAX} apart, not ${apart}` }
    : {
        path: ["schedule", "every"],
        want: `at least ${apart} by ${schedule.expression} in ${schedule.timeZone}`,
      };
}

/** A run ends before the next is due, or two would run at once. */
function runsFit(job: Entry): Finding | false {
  const { expression, flexibleWindow = 0, retries } = job.schedule;
  const { shortest: apart } = timeBetweenRuns(job.schedule);
  if (flexibleWindow >= apart) {
    const want = `below ${showDuration(apart)}, the shortest time from one run to the next`;
    return { path: ["schedule", "flexibleWindow"], want };
  }
  const sum = { ...runSum(job), ...(retries > 0 && { "a second start": RETRY_SECONDS_MIN }) };
  return (
    total(sum) > apart && {
      path: ["slo", "finishesWithin"],
      want: `${showSum(sum)} to be at most ${apart} seconds, ${expression}, or runs overlap`,
    }
  );
}

/** A run that is missing for longer than an alarm looks back is missing unseen. */
function missIsSeen(job: Entry): Finding | false {
  const sum = gapSum(job);
  return (
    total(sum) > EVALUATION_WINDOW_MAX && {
      path: ["schedule", "every"],
      want:
        `${showSum(sum)} to be at most ${EVALUATION_WINDOW_MAX}, as an alarm looks back a week and a ` +
        "missing run must be seen: start it more often, and end at once a run that has nothing to do",
    }
  );
}

/** A task has each key as a variable; a function has names that begin with `PARAMETER_` or `SECRET_`. */
const TASK_VARIABLES: Rule<Entry> = {
  needs: ["runs", "config", "secrets"],
  findings: ({ runs, config, secrets }) =>
    runs.as === "task" ? variableFindings(config, secrets) : [],
};

const schema = checked(entry, ...RULES, MIGRATIONS, TASK_VARIABLES, TIMING);

/** A scheduled worker: a Fargate task or a Lambda function (CI/CL-002 §7.3). */
export const job = {
  schema,
  releaseContract: jobContract,
  facts: ({ runs, retired }) =>
    runs.as === "task"
      ? {
          shipsImage: true,
          offers: [{ verb: "start" }],
          // Its task, the task's start, and the schedule.
          quotaUse: { roles: 3, alarms: retired ? 5 : 8 },
        }
      : {
          offers: [{ verb: "start" }],
          // The function, and the schedule.
          quotaUse: { roles: 2, alarms: retired ? 6 : 9 },
          lambda: {
            architecture: runs.architecture,
            runtime: runs.runtime,
            reservedConcurrency: JOB_CONCURRENCY,
          },
        },
  shape: ({ kind, runs }) => ({ form: { kind, "runs.as": runs.as } }),
} as const satisfies Kind<Frozen<z.output<typeof schema>>>;
