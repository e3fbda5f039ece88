import { z } from "zod";
import { INTAKE } from "../../naming/names";
import type { Frozen } from "../../problems";
import { workerContract } from "../../release/kind-contracts";
import { container, containerHealth, minBelowMax, taskCount, VARIABLES } from "../compute";
import { fields, MIGRATIONS, migrations, RULES } from "../fields";
import { checked, type Kind, type Rule } from "../kind";
import { queue, retentionFindings } from "../queue";
import { durationWithin, showDuration } from "../values";

/**
 * Seconds after which every task has noticed that its intake is closed: it asks every 30, and a call
 * for messages that is under way may wait for 20 more.
 */
export const INTAKE_NOTICED_SECONDS = 60;

const entry = z.strictObject({
  kind: z.literal("worker"),
  ...fields,
  ...container,
  health: containerHealth,
  queue: z.strictObject({ ...queue, longestJob: durationWithin("1 second", "12 hours") }),
  scaling: z
    .strictObject({ ...taskCount, backlogPerTask: z.int().min(1).default(100) })
    .superRefine(minBelowMax)
    .prefault({}),
  slo: z.strictObject({
    /** Oldest that a waiting message may be. */
    oldestMessage: durationWithin("1 minute", "14 days", "1 minute"),
  }),
  migrations,
});

type Entry = z.output<typeof entry>;

/** The queue, its jobs and the objective fit together. */
const QUEUE: Rule<Entry> = {
  needs: ["queue", "slo", "stopTimeout"],
  findings({ queue, slo, stopTimeout }) {
    const { visibility, longestJob, retention } = queue;
    const twice = "or a message is worked on twice";
    const visible = (want: string) => ({ path: ["queue", "visibility"], want });
    const oldest = (want: string) => ({ path: ["slo", "oldestMessage"], want });
    return [
      visibility <= longestJob && {
        ...visible(`more than longestJob, ${longestJob} seconds, ${twice}`),
        or: [
          {
            path: ["queue", "longestJob"],
            want: `less than visibility, ${visibility} seconds by default, ${twice}`,
          },
        ],
      },
      visibility <= stopTimeout && visible(`more than stopTimeout, ${stopTimeout} seconds`),
      slo.oldestMessage <= INTAKE_NOTICED_SECONDS + longestJob &&
        oldest(
          `more than ${INTAKE_NOTICED_SECONDS} seconds + queue.longestJob = ` +
            `${INTAKE_NOTICED_SECONDS + longestJob} seconds, as messages wait so long in each release`,
        ),
      slo.oldestMessage >= retention &&
        oldest(`less than queue.retention, ${showDuration(retention)}, as none is ever older`),
      ...retentionFindings("queue", queue),
    ];
  },
};

/** The parameter of the intake is the platform's. */
const INTAKE_KEY: Rule<Entry> = {
  needs: ["config"],
  findings: ({ config }) => [
    Object.hasOwn(config, INTAKE) && {
      path: ["config", INTAKE],
      want: "another key, as this one is the worker's intake, which a release closes and opens",
    },
  ],
};

const schema = checked(entry, ...RULES, MIGRATIONS, VARIABLES, QUEUE, INTAKE_KEY);

/** An SQS consumer on ECS Fargate (CI/CL-002 §7.3). */
export const worker = {
  schema,
  releaseContract: workerContract,
  facts: () => ({
    shipsImage: true,
    hasIntake: true,
    offers: [{ verb: "send" }],
    // Its tasks, and their start.
    quotaUse: { roles: 2, alarms: 6 },
  }),
  shape: ({ kind, queue, stopTimeout }) => ({ form: { kind }, queue, stopTimeout }),
} as const satisfies Kind<Frozen<z.output<typeof schema>>>;
