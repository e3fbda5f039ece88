import type { Account } from "../../world";
import { behaviourOf } from "../behaviours";
import { digestOf, findTaskDefinition } from "../revisions";

/** Seconds in which a task that crashes is started again. */
export const FAILS_EVERY = 30;

/**
 * Failed tasks after which ECS gives up: half of those wanted, but at least 3 and at most 200. Source: ECS
 * developer guide, "How the Amazon ECS deployment circuit breaker detects failures".
 */
export function thresholdOf(desiredCount: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
}

/** Whether the tasks of a revision end as soon as they start. */
export function crashes(account: Account, taskDefinition: string): boolean {
  const revision = findTaskDefinition(account, taskDefinition);
  return revision !== undefined && behaviourOf(account, digestOf(revision)) === "crashing";
}
