import { fail, type Verdict } from "../../delivery/decisions/verdict";
import { MIGRATION_DEADLINE_MINUTES } from "../../infra/migration-metrics";
import type { EndedTask } from "../../infra/release/one-task";
import type { HandedOver, Open, Waiting } from "./handed-over";
import { verdictOn } from "./task";

/** What looks at the migrations that go on, and what ends them. */
export interface Reconciled {
  readonly handedOver: Pick<HandedOver, "all" | "close">;
  readonly now: Date;
  /** The task as ECS has it; nothing where ECS has it no longer. */
  findTask(cluster: string, task: string): Promise<EndedTask | undefined>;
  stopTask(cluster: string, task: string, reason: string): Promise<void>;
  /** Tells the deployment. */
  report(deployment: string, waiting: Waiting, verdict: Verdict): Promise<void>;
}

/** What was found: the verdicts on what has ended by deployment, what could not be looked at, and the oldest in minutes. */
export interface Reconciliation {
  readonly ended: Readonly<Record<string, Verdict>>;
  readonly failures: readonly string[];
  readonly oldestMinutes: number;
}

/**
 * Looks at every deployment that waits for migrations: tells it how its task has ended, where the event of it was lost, and ends a
 * task that has passed its deadline. What fails for one keeps no other waiting, and is done again with the next look.
 */
export async function reconcile(asked: Reconciled): Promise<Reconciliation> {
  const ended: Record<string, Verdict> = {};
  const failures: string[] = [];
  let oldestMinutes = 0;
  for (const [deployment, waiting] of await asked.handedOver.all()) {
    const minutes = (asked.now.getTime() - Date.parse(waiting.since)) / 60_000;
    oldestMinutes = Math.max(oldestMinutes, minutes);
    const looked = look(deployment, waiting, minutes, asked);
    await looked.then(
      (verdict) => {
        if (verdict.kind !== "wait") ended[deployment] = verdict;
      },
      (error: unknown) => {
        failures.push(`${deployment}: ${error instanceof Error ? error.message : error}`);
      },
    );
  }
  return { ended, failures, oldestMinutes };
}

async function look(
  deployment: string,
  waiting: Open,
  minutes: number,
  { handedOver, findTask, stopTask, report }: Reconciled,
): Promise<Verdict> {
  const { taskArn: arn, task: own } = waiting;
  const task = own && arn !== undefined ? await findTask(own.cluster, arn) : undefined;
  let verdict: Verdict =
    task && own
      ? verdictOn(task, own.container)
      : { kind: "wait", reasons: [`no task of ${deployment} is known`] };
  if (verdict.kind === "wait") {
    if (minutes < MIGRATION_DEADLINE_MINUTES) return verdict;
    const reason = `the migrations of ${deployment} have not ended within ${MIGRATION_DEADLINE_MINUTES} minutes`;
    if (own && task && arn !== undefined) await stopTask(own.cluster, arn, reason);
    verdict = fail(reason, ...verdict.reasons);
  }
  await report(deployment, waiting, verdict);
  await handedOver.close(deployment);
  return verdict;
}
