import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import type { Frozen } from "../problems";
import { VERBS } from "./links/fields";
import { MANAGEABLE } from "./manageable";

/** Hexadecimal digits of a shape's id: 12 of them tell some million shapes of one workload apart. */
const ID_DIGITS = 12;

/** What is asked of a workload that answers requests, as it is written down. */
export const checks = z.object({
  health: z.string(),
  readiness: z.string(),
  happyPath: z.object({
    method: z.enum(["GET", "POST", "PUT"]),
    path: z.string(),
    body: z.string().optional(),
    status: z.number(),
  }),
});

const queue = {
  visibility: z.number(),
  retention: z.number(),
  deadLetterRetention: z.number(),
  maxReceiveCount: z.number(),
} as const;

/** What of a workload's shape only some kinds have; seconds, as the catalog is read. */
const kindShape = {
  /** What cannot change under one name, by field of the entry: such as `{ kind: "worker" }`. */
  form: z.record(z.string(), z.string()),
  /** Port that the container listens on. */
  port: z.number().optional(),
  /** Time that a task has to start, in seconds. */
  healthCheckGracePeriod: z.number().optional(),
  /** Path of the load balancer's rule, or route of the HTTP API. */
  path: z.string().optional(),
  /** Paths that the synthetic tests ask. */
  checks: checks.optional(),
  /** Longest run of a function, in seconds. */
  timeout: z.number().optional(),
  /** The queue that a function consumes. */
  consumes: z
    .object({ ...queue, batchSize: z.number(), batchWindow: z.number().optional() })
    .optional(),
  /** The queue of a worker. */
  queue: z.object({ ...queue, longestJob: z.number() }).optional(),
  /** Time from SIGTERM to SIGKILL, in seconds. */
  stopTimeout: z.number().optional(),
  /** Services whose resources a Terraform stack manages. */
  manages: z.array(z.enum(MANAGEABLE)).optional(),
} as const;

/**
 * What a release of a workload relies on, of all that releases share: the names that its revision
 * reads and the addresses at which it answers. What each release has of its own (task definition, version,
 * health check of its target group) is no part of it.
 */
export const shape = z.object({
  /** Keys of the parameters that it reads. */
  config: z.array(z.string()),
  /** Keys of the secrets that it reads. */
  secrets: z.array(z.string()),
  /** Whether it reads feature flags. */
  flags: z.boolean(),
  /** What it reaches of other workloads. */
  links: z
    .array(z.object({ to: z.string(), verb: z.enum(VERBS), resource: z.string().optional() }))
    .default([]),
  ...kindShape,
});

export type Shape = Frozen<z.output<typeof shape>>;

/** What the synthetic tests ask of one shape: two paths, and one transaction end to end (CI/CL-002 §13). */
export type Checks = Frozen<z.output<typeof checks>>;

/** The part of a shape that its kind decides. */
export type KindShape = Omit<Shape, "config" | "secrets" | "flags" | "links">;

/** The shapes that an environment serves: the wanted one, then those before it, oldest last. */
export type Shapes = readonly [wanted: Shape, ...former: Shape[]];

/** The name of a shape: equal shapes have equal ids. A release writes it down when it has succeeded. */
export function shapeId(of: Shape): string {
  const text = canonicalize(of) ?? "";
  return createHash("sha256").update(text).digest("hex").slice(0, ID_DIGITS);
}

/** What an environment knew of a workload before this run. */
export interface FormerShapes {
  /** Shapes that the last update admitted. */
  readonly admitted: readonly Shape[];
  /** Ids of the shapes that releases run; none before the first. */
  readonly inUse: readonly string[];
}

/**
 * The shapes that an environment has to serve. It expands with each change and contracts once nothing but
 * the wanted shape runs: until then, any earlier one may still be running, or be rolled back to. A change
 * itself never contracts: what goes first loses its protection, as the engine deletes nothing that the
 * update before has protected.
 */
export function admittedShapes(wanted: Shape, { admitted, inUse }: FormerShapes): Shapes {
  const id = shapeId(wanted);
  const [before] = admitted;
  const isChange = before !== undefined && shapeId(before) !== id;
  const onlyWanted = !isChange && inUse.length > 0 && inUse.every((each) => each === id);
  const former = onlyWanted ? [] : admitted.filter((each) => shapeId(each) !== id);
  return [wanted, ...former];
}

/** What the shapes have of one field, each value once, the wanted first. */
export function valuesOf<T extends string | number>(
  shapes: Shapes,
  read: (shape: Shape) => readonly T[] | T | undefined,
): T[] {
  const values = shapes.flatMap((each) => read(each) ?? []);
  return [...new Set(values)];
}

/** The checks of each shape that answers requests, each once, the wanted one's first. */
export function checksOf(shapes: Shapes): Checks[] {
  const sets = shapes.flatMap((each) => each.checks ?? []);
  return [...new Map(sets.map((each) => [canonicalize(each), each])).values()];
}

/** The most that the shapes have of one field: what the slowest revision needs. */
export function longest(shapes: Shapes, read: (shape: Shape) => number | undefined): number {
  return Math.max(0, ...valuesOf(shapes, read));
}

/** Keys of parameters and secrets that only former shapes read. */
export function formerKeys(shapes: Shapes, field: "config" | "secrets"): string[] {
  return valuesOf(shapes, (each) => each[field]).filter((key) => !shapes[0][field].includes(key));
}
