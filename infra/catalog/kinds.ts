import { z } from "zod";
import { checks, common, migrations, routedChecks, slo, traffic } from "./common";
import { container, containerHealth, copies, minBelowMax } from "./container";
import { eventSource, queue } from "./queue";
import { checksOn } from "./route";
import { durationWithin, size } from "./units";

/** Cross-checks run on half-wrong entries too, so that a user sees every problem at once. */
const ALWAYS = { when: () => true };

/** ECS Fargate behind the load balancer, moved blue-green (CI/CL-002 §7.1). */
const service = z.strictObject({
  kind: z.literal("service"),
  ...common,
  ...container,
  port: z.int().min(1024).max(65_535).default(8080),
  /** A check that ECS runs inside the container, beside the load balancer's. */
  health: containerHealth.optional(),
  /** Paths that the load balancer sends here (Elastic Load Balancing API, PathPatternConfig). */
  route: z.strictObject({
    path: z
      .string()
      .regex(
        /^\/[\w./*-]{0,127}$/,
        'a path pattern such as "/ingest/*", of 128 characters at most',
      ),
    /** Rank among the listener's rules; from the name where it is not given. */
    priority: z.int().min(1).max(50_000).optional(),
  }),
  slo,
  checks: routedChecks,
  scaling: z
    .strictObject({
      ...copies,
      cpuPercent: z.int().min(10).max(90).default(60),
      requestsPerTask: z.int().min(1).default(600),
    })
    .superRefine(minBelowMax)
    .prefault({}),
  /** Who moves traffic: CodeDeploy, or ECS itself. */
  rollout: z.enum(["codedeploy", "ecs-native"]).default("codedeploy"),
  traffic,
  migrations,
});

const lambda = {
  runtime: z.enum(["nodejs22.x", "nodejs24.x", "python3.12", "python3.13"]).default("nodejs22.x"),
  handler: z
    .string()
    .regex(/^[\w./-]+$/, 'a handler such as "index.handler"')
    .default("index.handler"),
  memory: size()
    .refine((mebibytes) => mebibytes >= 128 && mebibytes <= 10_240, "from 128 MB to 10 GB")
    .prefault("256 MB"),
  architecture: z.enum(["x86_64", "arm64"]).default("arm64"),
} as const;

/** Lambda, moved by a weighted alias (CI/CL-002 §7.2). */
const functionKind = z.strictObject({
  kind: z.literal("function"),
  ...common,
  ...lambda,
  timeout: durationWithin("1 second", "15 minutes").prefault("10 seconds"),
  /** Most copies that run at once; AWS keeps them for it. */
  concurrency: z.int().min(1).max(1000).default(20),
  /** Route of the HTTP API; none where it is not given. */
  http: z
    .strictObject({ path: z.string().regex(/^\/[\w./{}+-]*$/, 'a route such as "/v1/{proxy+}"') })
    .optional(),
  /** The queue that it consumes; none where it is not given. */
  consumes: eventSource.optional(),
  slo,
  checks: checks.optional(),
  traffic,
  migrations,
});

/** An SQS consumer on ECS Fargate (CI/CL-002 §7.3). */
const worker = z.strictObject({
  kind: z.literal("worker"),
  ...common,
  ...container,
  health: containerHealth,
  queue: z.strictObject({ ...queue, longestJob: durationWithin("1 second", "12 hours") }),
  scaling: z
    .strictObject({ ...copies, backlogPerTask: z.int().min(1).default(100) })
    .superRefine(minBelowMax)
    .prefault({}),
  slo: z.strictObject({
    /** Oldest that a waiting message may be. */
    oldestMessage: durationWithin("1 minute", "14 days", "1 minute"),
  }),
  migrations,
});

/** A scheduled worker: a Fargate task or a Lambda function (CI/CL-002 §7.3). */
const job = z.strictObject({
  kind: z.literal("job"),
  ...common,
  schedule: z.strictObject({
    /** EventBridge Scheduler's expression. */
    expression: z
      .string()
      .regex(
        /^(cron\([^()]+\)|rate\(\d+ (minutes?|hours?|days?)\))$/,
        '"cron(...)" or "rate(...)"',
      ),
    timeZone: z.string().default("America/Toronto"),
    /** How much later than its time a run may start. */
    flexibleWindow: durationWithin("1 minute", "24 hours", "1 minute").optional(),
    /** How often a start that fails is tried again; of a function, also a run, at most twice. */
    retries: z.int().min(0).max(185).default(2),
    /** Longest time between two runs, by the clock: past it, a run is missing. */
    every: durationWithin("1 minute", "7 days", "1 minute"),
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

/** What a Terraform stack may manage, of its own names only. */
export const MANAGEABLE = ["dynamodb", "events", "logs", "s3", "sns", "sqs", "ssm"] as const;

/** An IaC stack that Terraform applies (CI/CL-002 §6). */
const terraform = z.strictObject({
  kind: z.literal("terraform"),
  ...common,
  /** Its folder in the repository. */
  directory: z.string().regex(/^[\w-]+(\/[\w-]+)*$/, 'a folder such as "iac/stacks/core"'),
  /** AWS services in which it may manage resources named after it. */
  manages: z.array(z.enum(MANAGEABLE)).min(1),
});

export type Kind = "service" | "function" | "worker" | "job" | "terraform";

/** Adds what is wrong with one workload, whose fields may each be wrong, to the problems. */
export type Check = (workload: unknown, context: z.core.$RefinementCtx) => void;

/** Every kind of workload, each with the check that its fields go together. */
export function workloadSchema(check: Readonly<Record<Kind, Check>>) {
  return z.discriminatedUnion("kind", [
    service.superRefine(check.service, ALWAYS).transform(({ checks, ...service }) => ({
      ...service,
      checks: checksOn(service.route.path, checks),
    })),
    functionKind.superRefine(check.function, ALWAYS),
    worker.superRefine(check.worker, ALWAYS),
    job.superRefine(check.job, ALWAYS),
    terraform.superRefine(check.terraform, ALWAYS),
  ]);
}
