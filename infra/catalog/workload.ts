import type { z } from "zod";
import type { Frozen } from "../problems";
import type { workloadSchema } from "./kinds";

type Schema = ReturnType<typeof workloadSchema>;

/** A workload as it is written down: what is left out has a default. */
export type WorkloadEntry = z.input<Schema>;

/** A workload as the program reads it: durations in seconds, memory in MiB, CPU in units. */
export type Workload = Frozen<z.output<Schema>>;

/** The workloads of one kind. */
export type WorkloadOf<Kind extends Workload["kind"]> = Extract<Workload, { kind: Kind }>;

/** Every workload, by name. */
export type Catalog = readonly Workload[];

/** What ships as a container image, and so has an ECR repository. */
export function shipsImage(workload: Workload): boolean {
  return (
    workload.kind === "service" ||
    workload.kind === "worker" ||
    (workload.kind === "job" && workload.runs.as === "task")
  );
}
