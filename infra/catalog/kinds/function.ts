import { z } from "zod";
import { type Frozen, wanting } from "../../problems";
import { functionContract } from "../../release/kind-contracts";
import { lambda } from "../compute";
import { fields, MIGRATIONS, migrations, RULES } from "../fields";
import { checked, type Finding, type Kind, type Rule } from "../kind";
import { checkedRouteProblem, routePathProblem } from "../paths";
import { queue, retentionFindings } from "../queue";
import {
  availabilityFinding,
  bodyFinding,
  HEALTH,
  happyPath,
  path,
  READINESS,
  slo,
} from "../requests";
import { traffic } from "../traffic-shift";
import { durationWithin, showDuration } from "../values";

/** Longest that an HTTP API waits for an answer, in seconds (API Gateway quotas). */
const API_TIMEOUT_MAX = 30;

/** What the Lambda guide, "Using Lambda with Amazon SQS", asks of a queue that a function consumes. */
const RECEIVES_MIN = 5;
/** Visibility timeout of the queue, in timeouts of the function. */
const VISIBILITY_TIMEOUTS = 6;
/** Least concurrency of an event source (Lambda API, ScalingConfig). */
const CONCURRENCY_MIN = 2;
/** What AWS itself promises, in percent (service level agreements of AWS Lambda and Amazon API Gateway). */
const AVAILABILITY_MAX = 99.95;
/** Least share of a new version's first step, in percent, in which the alarm on errors can judge it. */
const FIRST_STEP_MIN = 5;
/** Most messages of a batch for which Lambda needs not wait (Lambda API, BatchSize). */
const BATCH_WITHOUT_WINDOW = 10;

const entry = z.strictObject({
  kind: z.literal("function"),
  ...fields,
  ...lambda,
  timeout: durationWithin("1 second", "15 minutes").prefault("10 seconds"),
  /** Most invocations at once; Lambda reserves this concurrency for it. */
  concurrency: z.int().min(1).max(1000).default(20),
  /** Route of the HTTP API; none where it is not given. */
  http: z.strictObject({ path: z.string().superRefine(wanting(routePathProblem)) }).optional(),
  /** The queue that it consumes; none where it is not given. */
  consumes: z
    .strictObject({
      ...queue,
      batchSize: z.int().min(1).max(10_000).default(10),
      /** How long Lambda gathers a batch. */
      batchWindow: durationWithin("1 second", "5 minutes").optional(),
    })
    .optional(),
  slo,
  /** What the synthetic tests ask of its HTTP API (CI/CL-002 §13). */
  checks: z
    .strictObject({
      health: path.default(`/${HEALTH}`),
      readiness: path.default(`/${READINESS}`),
      happyPath,
    })
    .optional(),
  traffic,
  migrations,
});

type Entry = z.output<typeof entry>;

/** Longest that a version may migrate, in seconds: what waits for it runs for 15 minutes, as long as Lambda lets it. */
const MIGRATION_TIMEOUT_MAX = 840;

const MIGRATES: Rule<Entry> = {
  needs: ["migrations", "timeout"],
  findings: ({ migrations, timeout }) => [
    migrations !== undefined &&
      timeout > MIGRATION_TIMEOUT_MAX && {
        path: ["timeout"],
        want: `at most ${MIGRATION_TIMEOUT_MAX} seconds, as the function runs migrations`,
      },
  ],
};

const HTTP: Rule<Entry> = {
  needs: ["http", "checks", "timeout"],
  findings: ({ http, checks, timeout }) => [
    http && !checks && { path: ["checks"], want: "checks, as the function answers HTTP" },
    checks && !http && { path: ["checks"], want: "none, as the function has no http to ask" },
    bodyFinding(checks?.happyPath),
    ...checkedRoutes(checks),
    http &&
      timeout > API_TIMEOUT_MAX && {
        path: ["timeout"],
        want: `at most ${API_TIMEOUT_MAX} seconds, the longest that an HTTP API waits`,
      },
  ],
};

/** Each check is a route of the HTTP API, and an ARN in the policy of the canary, which knows wildcards. */
function checkedRoutes(checks: Entry["checks"]): (Finding | false)[] {
  if (!checks) return [];
  const { health, readiness, happyPath } = checks;
  const asked: [path: string[], asked: string][] = [
    [["checks", "health"], health],
    [["checks", "readiness"], readiness],
    [["checks", "happyPath", "path"], happyPath.path],
  ];
  return asked.map(([path, each]) => {
    const want = checkedRouteProblem(each);
    return want !== undefined && { path, want };
  });
}

const EVENT_SOURCE: Rule<Entry> = {
  needs: ["consumes", "timeout", "concurrency"],
  findings({ consumes, timeout, concurrency }) {
    if (!consumes) return [];
    const { visibility, batchSize, batchWindow = 0, maxReceiveCount } = consumes;
    const least = VISIBILITY_TIMEOUTS * timeout + batchWindow;
    const sum =
      `${VISIBILITY_TIMEOUTS} x timeout + batchWindow = ` +
      `${VISIBILITY_TIMEOUTS} x ${timeout} + ${batchWindow} = ${least} seconds`;
    const at = (key: string, want: string) => ({ path: ["consumes", key], want });
    return [
      concurrency < CONCURRENCY_MIN && {
        path: ["concurrency"],
        want: `at least ${CONCURRENCY_MIN}, the least with which Lambda consumes a queue`,
      },
      visibility < least && {
        ...at("visibility", `at least ${sum}`),
        or: [
          {
            path: ["timeout"],
            want: `${sum}, to be at most consumes.visibility, ${visibility} by default`,
          },
          at("batchWindow", `${sum}, to be at most visibility, ${visibility} by default`),
        ],
      },
      maxReceiveCount < RECEIVES_MIN &&
        at("maxReceiveCount", `at least ${RECEIVES_MIN}, as Lambda retries throttled batches`),
      batchSize > BATCH_WITHOUT_WINDOW &&
        batchWindow === 0 &&
        at(
          "batchWindow",
          `at least "1 second", as batchSize ${batchSize} is above ${BATCH_WITHOUT_WINDOW}`,
        ),
      ...retentionFindings("consumes", consumes),
    ];
  },
};

/** An objective that no run can miss is watched in vain, and one above AWS's own is missed each month. */
const SLO: Rule<Entry> = {
  needs: ["slo", "timeout"],
  findings: ({ slo, timeout }) => [
    slo.p95 >= timeout && {
      path: ["slo", "p95"],
      want: `less than timeout, ${showDuration(timeout)}, as no run takes longer`,
    },
    availabilityFinding(slo, AVAILABILITY_MAX, "Lambda and API Gateway"),
  ],
};

/** The alarm is on both versions together: of a small share, it shows only the worst (docs/decisions/0021). */
const FIRST_STEP: Rule<Entry> = {
  needs: ["traffic"],
  findings: ({ traffic }) => [
    traffic.percent < FIRST_STEP_MIN && {
      path: ["traffic", "percent"],
      want: `at least ${FIRST_STEP_MIN}, as no alarm can judge a new version with a smaller share`,
    },
  ],
};

const schema = checked(entry, ...RULES, MIGRATIONS, MIGRATES, HTTP, EVENT_SOURCE, SLO, FIRST_STEP);

/** A Lambda function, moved by a weighted alias (CI/CL-002 §7.2). */
export const functionKind = {
  schema,
  releaseContract: functionContract,
  facts: ({ architecture, runtime, concurrency, consumes, http, slo }) => ({
    lambda: { architecture, runtime, reservedConcurrency: concurrency },
    rotatesSecrets: true,
    quotaUse: {
      // The function, and CodeDeploy.
      roles: 2,
      alarms: 11 + (http ? 1 : 0) + (consumes ? 3 : 0),
      deploymentConfigs: 1,
      canary: http !== undefined,
      expectsTraffic: slo.expectsTraffic,
    },
    offers: [
      { verb: "invoke" },
      ...(consumes ? [{ verb: "send" } as const] : []),
      ...(http ? [{ verb: "call" } as const] : []),
    ],
  }),
  shape: ({ kind, http, checks, timeout, consumes }) => ({
    form: { kind },
    timeout,
    ...(http && { path: http.path }),
    ...(checks && { checks }),
    ...(consumes && { consumes }),
  }),
} as const satisfies Kind<Frozen<z.output<typeof schema>>>;
