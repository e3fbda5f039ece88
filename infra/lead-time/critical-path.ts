import type { Workload } from "../catalog/workload";
import type { Settings } from "../settings/parse";

/** How long a service is asked in stg, before its release may go to prod, in seconds (CI/CL-002 §11). */
export const PERFORMANCE_CHECK_SECONDS = 30;

/** What takes time between a release's tag and its success in prod, and how long, in minutes. */
export interface Step {
  /** Such as `bake in stg`. */
  readonly name: string;
  readonly minutes: number;
}

/** The settings of the two environments that a release passes (CI/CL-002 §11). */
export interface PathSettings {
  readonly stg: Settings;
  readonly prod: Settings;
}

/**
 * The critical path of a workload's release from its tag to its success in prod, in machine time (CI/CL-002 §19):
 * nothing of it runs at the same time as another, and no time is in it in which a person is waited for. A build and a deployment
 * before its traffic shifts are estimates (`leadTimeEstimates`); all else follows from what AWS is told. The drain
 * of a worker has no part: how long it takes depends on the messages that are being worked on.
 */
export function criticalPath(workload: Workload, { stg, prod }: PathSettings): Step[] {
  const shift = shiftMinutes(workload);
  return [
    { name: "build", minutes: prod.leadTimeEstimates.buildMinutes },
    { name: "deploy to stg", minutes: stg.leadTimeEstimates.deployMinutes },
    { name: "shift in stg", minutes: shift },
    { name: "bake in stg", minutes: stg.bakeMinutes },
    ...(workload.kind === "service"
      ? [{ name: "performance check", minutes: PERFORMANCE_CHECK_SECONDS / 60 }]
      : []),
    { name: "deploy to prod", minutes: prod.leadTimeEstimates.deployMinutes },
    { name: "shift in prod", minutes: shift },
    { name: "watch in prod", minutes: prod.watchMinutes },
  ];
}

/** Minutes of all steps together. */
export function totalMinutes(steps: readonly Step[]): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** From the first step to all traffic, in minutes: a canary waits once, a linear shift after all steps but the last. */
function shiftMinutes(workload: Workload): number {
  if (workload.kind !== "service" && workload.kind !== "function") return 0;
  const { type, percent, interval } = workload.traffic;
  const waits = type === "canary" ? 1 : Math.ceil(100 / percent) - 1;
  return (waits * interval) / 60;
}
