import { z } from "zod";
import { variableOf } from "../naming/names";
import { addFinding, type Finding, type Rule } from "./kind";
import { RUNTIMES } from "./runtimes";
import { cpu, durationWithin, size } from "./values";

/**
 * Memory that Fargate takes for each CPU size: least, most and step, in MiB, by CPU units.
 * Source: Amazon ECS developer guide, "Task CPU and memory".
 */
const FARGATE: Record<number, readonly [least: number, most: number, step: number]> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16384: [32_768, 122_880, 8192],
};

/** A Fargate task's CPU and memory, a pair that Fargate takes. */
const taskSize = z
  .strictObject({ cpu: cpu().prefault("0.25 vCPU"), memory: size().prefault("0.5 GB") })
  .superRefine(({ cpu: units, memory }, context) => {
    const range = FARGATE[units];
    if (!range) {
      const sizes = Object.keys(FARGATE).map((each) => `${Number(each) / 1024}`);
      context.addIssue({ code: "custom", path: ["cpu"], message: `${sizes.join(", ")} vCPU` });
      return;
    }
    const [least, most, step] = range;
    // 0.25 vCPU takes 0.5, 1 or 2 GB: a doubling, not a step.
    const fits = units === 256 ? [512, 1024, 2048].includes(memory) : (memory - least) % step === 0;
    if (fits && memory >= least && memory <= most) return;
    const want =
      units === 256
        ? "0.5, 1 or 2 GB with 0.25 vCPU"
        : `${least / 1024} to ${most / 1024} GB in steps of ${step / 1024} GB with ${units / 1024} vCPU`;
    const beside = { path: ["cpu"], want: `size.memory beside it: ${want}` };
    addFinding(context, { path: ["memory"], want, or: [beside] });
  })
  .prefault({});

/** The fields of every workload that runs as a container. */
export const container = {
  size: taskSize,
  architecture: z.enum(["x86_64", "arm64"]).default("x86_64"),
  /** User and group id inside the container; never root. */
  user: z.int().min(1).max(65_535).default(10_001),
  /** The container's command; its image's own where it is not given. */
  command: z.array(z.string().min(1)).min(1).optional(),
  /** Time from SIGTERM to SIGKILL; Fargate's longest is 120 seconds. */
  stopTimeout: durationWithin("1 second", "120 seconds").prefault("30 seconds"),
} as const;

/** Beginnings of variables that the platform, the AWS SDKs or ECS give to a container. */
const PREFIXES = ["NC_", "AWS_", "ECS_"];

/** Variables that the platform gives, and those of every container (Docker, `docker run`). */
const TAKEN = ["PORT", "HOME", "HOSTNAME", "PATH", "TERM"];

/**
 * A container has each key of `config` and `secrets` as an environment variable. ECS takes no two of one
 * name (Amazon ECS developer guide, "Pass sensitive data").
 */
export function variableFindings(config: object, secrets: object): (Finding | false)[] {
  const fields = [
    ...Object.keys(config).map((key) => ["config", key] as const),
    ...Object.keys(secrets).map((key) => ["secrets", key] as const),
  ];
  return fields.flatMap(([field, key]) => {
    const variable = variableOf(key);
    const at = (want: string) => ({ path: [field, key], want });
    return [
      (TAKEN.includes(variable) || PREFIXES.some((each) => variable.startsWith(each))) &&
        at(`another key, as a container is given ${variable} by its platform`),
      field === "secrets" && Object.hasOwn(config, key) && at("a key that config does not have"),
    ];
  });
}

/** The keys of a workload that is a container, whatever else it is. */
export const VARIABLES: Rule<{ config: object; secrets: object }> = {
  needs: ["config", "secrets"],
  findings: ({ config, secrets }) => variableFindings(config, secrets),
};

/** A health check that ECS runs inside the container. */
export const containerHealth = z.strictObject({
  /** Exits with 0 when healthy; run without a shell. */
  command: z.array(z.string().min(1)).min(1),
  interval: durationWithin("5 seconds", "300 seconds").prefault("30 seconds"),
  timeout: durationWithin("2 seconds", "60 seconds").prefault("5 seconds"),
  retries: z.int().min(1).max(10).default(3),
  startPeriod: durationWithin("1 second", "300 seconds").prefault("30 seconds"),
});

/** Fewest and most tasks that run at once. */
export const taskCount = {
  min: z.int().min(1).max(100).default(2),
  max: z.int().min(1).max(100).default(6),
} as const;

/** Refuses a largest number of tasks below the smallest. */
export function minBelowMax(
  { min, max }: { min: number; max: number },
  context: z.core.$RefinementCtx,
): void {
  if (max >= min) return;
  const want = `at least min, which is ${min}`;
  const or = [{ path: ["min"], want: `at most max, which is ${max} by default` }];
  addFinding(context, { path: ["max"], want, or });
}

/** The fields of every workload that runs as a Lambda function. */
export const lambda = {
  runtime: z.enum(RUNTIMES).default("nodejs24.x"),
  handler: z
    .string()
    .regex(/^[\w./-]+$/, 'a handler such as "index.handler"')
    .default("index.handler"),
  memory: size()
    .refine((mebibytes) => mebibytes >= 128 && mebibytes <= 10_240, "from 128 MB to 10 GB")
    .prefault("256 MB"),
  architecture: z.enum(["x86_64", "arm64"]).default("arm64"),
} as const;
