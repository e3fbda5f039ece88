import { createHash } from "node:crypto";
import type { WorkloadOf } from "./workload";

/** Ranks that a name can give; those below are left to entries that say their own. */
const FIRST = 1000;
const LAST = 50_000;

/** Rank of a service's rule on the listeners: its own, or one that its name gives. */
export function listenerPriority({ name, route }: WorkloadOf<"service">): number {
  if (route.priority !== undefined) return route.priority;
  const hash = createHash("sha256").update(name).digest().readUInt32BE(0);
  return FIRST + (hash % (LAST - FIRST + 1));
}
