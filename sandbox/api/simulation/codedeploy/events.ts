import type { Deployment, LifecycleEvent } from "./deployment";
import type { Step } from "./lifecycle";

/** The events of steps that have not begun. */
export function pendingEvents(steps: readonly Step[]): LifecycleEvent[] {
  const names = steps.flatMap((step) => (step.kind === "keep" ? [] : [step.event]));
  return [...new Set(names)].map((name) => ({ name, status: "Pending" }));
}

/** The events once `step` has begun: all before it have succeeded. */
export function eventsIn({ events }: Deployment, step: Step | undefined, now: Date) {
  const at = now.toISOString();
  const current = step && step.kind !== "keep" ? step.event : undefined;
  return events.map((each): LifecycleEvent => {
    if (each.name === current) {
      return { ...each, status: "InProgress", startTime: each.startTime ?? at };
    }
    const begun = each.status === "InProgress";
    return begun ? { ...each, status: "Succeeded", endTime: at } : each;
  });
}

/** The events of a deployment that ends before its last one. */
export function eventsAtEnd({ events }: Deployment, now: Date): LifecycleEvent[] {
  const endTime = now.toISOString();
  return events.map((each): LifecycleEvent => {
    if (each.status === "InProgress") return { ...each, status: "Failed", endTime };
    return each.status === "Pending" ? { ...each, status: "Skipped" } : each;
  });
}
