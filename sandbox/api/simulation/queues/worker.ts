import { ownEntries } from "../../own-entries";
import { findBy } from "../../resources";
import type { Account } from "../../world";
import { type Behaviour, behaviourOf } from "../behaviours";
import { digestOf, findTaskDefinition } from "../revisions";

/** The worker that consumes a queue, as it is now. */
export interface Worker {
  readonly behaviour: Behaviour;
  /** How many of its tasks take messages. */
  readonly tasks: number;
  /** Since when it takes no messages, by its switch; `undefined` while it does. */
  readonly closedSince?: Date;
}

const CLOSED = ownEntries<{ since: string }>("sandbox:intake/closed");

/** Remembers when a worker's switch was closed: `value` is what was written to it. */
export function noteIntake({ cloud }: Account, parameter: string, value: string, now: Date): void {
  if (!parameter.endsWith("/config/intake")) return;
  if (value === "open") CLOSED.remove(cloud, parameter);
  else CLOSED.add(cloud, parameter, { since: now.toISOString() });
}

/**
 * The worker of a queue: the service whose tasks are given the queue's URL; `undefined` where no service
 * is.
 */
export function workerOf(account: Account, queue: string): Worker | undefined {
  const url = findBy(account, "aws:sqs/queue:Queue", "name", queue)?.state.url;
  for (const { state } of account.cloud.list("aws:ecs/service:Service")) {
    const revision = findTaskDefinition(account, state.taskDefinition);
    const containers = String(revision?.state.containerDefinitions);
    if (!revision || !containers.includes(`"value":"${url}"`)) continue;
    const [, parameter = ""] = /"value":"([^"]+\/config\/intake)"/.exec(containers) ?? [];
    const { since } = CLOSED.get(account.cloud, parameter) ?? {};
    const behaviour = behaviourOf(account, digestOf(revision));
    return {
      behaviour,
      tasks: behaviour === "crashing" ? 0 : Number(state.desiredCount),
      ...(since !== undefined && { closedSince: new Date(since) }),
    };
  }
  return undefined;
}
