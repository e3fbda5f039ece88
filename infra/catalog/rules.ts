import type { z } from "zod";
import { serviceProblem } from "../naming/names";
import { showDuration } from "./units";
import { routeFindings } from "./route-rules";
import type { Workload, WorkloadOf } from "./workload";

/** Fewest receives that Lambda's guide asks of a queue that a function consumes. */
const LEAST_RECEIVES = 5;

/** Visibility that Lambda's guide asks for, in timeouts of the function. */
const VISIBILITY_TIMEOUTS = 6;

/** Fewest copies that Lambda's pollers of a queue take (Lambda API, ScalingConfig). */
const LEAST_COPIES = 2;

/** Longest that an HTTP API waits for an answer, in seconds (API Gateway quotas). */
const API_LONGEST = 30;

/** Longest run of a Lambda function, in seconds. */
const LAMBDA_LONGEST = 15 * 60;

/** Where a workload is wrong, and what is wanted there. */
interface Finding {
  path: string[];
  want: string;
}

/** Written out, as the type of a workload is made of schemas that are refined by these. */
type Kind = "service" | "function" | "worker" | "job" | "terraform";
type Check = (workload: unknown, context: z.core.$RefinementCtx) => void;

/** What one field cannot know of another. It is asked only where all that it `needs` is right. */
interface Rule<W> {
  needs: (keyof W)[];
  findings(workload: W): (Finding | undefined | false)[];
}

const NAME: Rule<Workload> = {
  needs: ["name"],
  findings({ name }) {
    const want = serviceProblem(name);
    return [want !== undefined && { path: ["name"], want }];
  },
};

const RISK: Rule<Workload> = {
  needs: ["risky", "flags"],
  findings({ risky, flags }) {
    if (!risky || Object.hasOwn(flags, risky.flag)) return [];
    return [{ path: ["risky", "flag"], want: oneOf("a flag of this workload", flags) }];
  },
};

const MIGRATIONS: Rule<Exclude<Workload, WorkloadOf<"terraform">>> = {
  needs: ["migrations", "flags", "secrets"],
  findings({ migrations, flags, secrets }) {
    if (!migrations) return [];
    const { changesShape, flag, secret } = migrations;
    const at = (key: string, want: string) => ({ path: ["migrations", key], want });
    return [
      changesShape && flag === undefined && at("flag", "a flag, as the database's shape changes"),
      flag !== undefined && !Object.hasOwn(flags, flag) && at("flag", oneOf("a flag", flags)),
      !Object.hasOwn(secrets, secret) && at("secret", oneOf("a secret", secrets)),
    ];
  },
};

const ROUTE: Rule<WorkloadOf<"service">> = {
  needs: ["route", "checks"],
  findings: routeFindings,
};

const HTTP: Rule<WorkloadOf<"function">> = {
  needs: ["http", "checks", "timeout"],
  findings: ({ http, checks, timeout }) => [
    http && !checks && { path: ["checks"], want: "checks, as the function answers HTTP" },
    http &&
      timeout > API_LONGEST && {
        path: ["timeout"],
        want: `at most ${API_LONGEST} seconds, the longest that an HTTP API waits`,
      },
  ],
};

const EVENT_SOURCE: Rule<WorkloadOf<"function">> = {
  needs: ["consumes", "timeout", "concurrency"],
  findings({ consumes, timeout, concurrency }) {
    if (!consumes) return [];
    const { visibility, batchSize, batchWindow = 0, maxReceiveCount } = consumes;
    const least = VISIBILITY_TIMEOUTS * timeout + batchWindow;
    const at = (key: string, want: string) => ({ path: ["consumes", key], want });
    return [
      concurrency < LEAST_COPIES && {
        path: ["concurrency"],
        want: `at least ${LEAST_COPIES}, the fewest copies that may consume a queue`,
      },
      visibility < least &&
        at(
          "visibility",
          `at least ${VISIBILITY_TIMEOUTS} x timeout + batchWindow = ` +
            `${VISIBILITY_TIMEOUTS} x ${timeout} + ${batchWindow} = ${least} seconds`,
        ),
      maxReceiveCount < LEAST_RECEIVES &&
        at("maxReceiveCount", `at least ${LEAST_RECEIVES}, as Lambda retries throttled batches`),
      batchSize > 10 &&
        batchWindow === 0 &&
        at("batchWindow", `at least "1 second", as batchSize ${batchSize} is above 10`),
      ...keepsDeadLetters("consumes", consumes),
    ];
  },
};

const WORKER: Rule<WorkloadOf<"worker">> = {
  needs: ["queue", "stopTimeout"],
  findings({ queue, stopTimeout }) {
    const { visibility, longestJob } = queue;
    const at = (want: string) => ({ path: ["queue", "visibility"], want });
    return [
      visibility <= longestJob &&
        at(`more than longestJob, ${longestJob} seconds, or a message is worked on twice`),
      visibility <= stopTimeout && at(`more than stopTimeout, ${stopTimeout} seconds`),
      ...keepsDeadLetters("queue", queue),
    ];
  },
};

const JOB: Rule<WorkloadOf<"job">> = {
  needs: ["runs", "slo", "schedule"],
  findings({ runs, slo, schedule }) {
    const at = (want: string) => ({ path: ["slo", "finishesWithin"], want });
    return [
      runs.as === "function" &&
        slo.finishesWithin > LAMBDA_LONGEST &&
        at(`at most ${LAMBDA_LONGEST} seconds, Lambda's longest, or runs.as "task"`),
      slo.finishesWithin > schedule.every &&
        at(`at most schedule.every, ${schedule.every} seconds, or runs overlap`),
    ];
  },
};

/** Checks a workload of one kind against the rules of that kind, however wrong its fields are. */
export const crossCheck: Readonly<Record<Kind, Check>> = {
  service: checker(NAME, RISK, MIGRATIONS, ROUTE),
  function: checker(NAME, RISK, MIGRATIONS, HTTP, EVENT_SOURCE),
  worker: checker(NAME, RISK, MIGRATIONS, WORKER),
  job: checker(NAME, RISK, MIGRATIONS, JOB),
  terraform: checker(NAME, RISK),
};

function checker<W>(...rules: Rule<W>[]): Check {
  return (workload, context) => {
    const wrong = new Set(context.issues.map(({ path }) => path?.[0]));
    for (const { needs, findings } of rules) {
      if (needs.some((field) => wrong.has(field as string))) continue;
      for (const finding of findings(workload as W)) {
        if (!finding) continue;
        context.addIssue({ code: "custom", path: finding.path, message: finding.want });
      }
    }
  };
}

function keepsDeadLetters(
  field: string,
  { retention, deadLetterRetention }: { retention: number; deadLetterRetention: number },
): Finding[] {
  if (deadLetterRetention > retention) return [];
  const want = `more than retention, ${showDuration(retention)}, as it counts from the first enqueue`;
  return [{ path: [field, "deadLetterRetention"], want }];
}

function oneOf(what: string, of: object): string {
  const keys = Object.keys(of);
  return keys.length > 0 ? `${what}: one of ${keys.join(", ")}` : `${what}, and it has none`;
}
