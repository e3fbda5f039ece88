import { isResult, type Result } from "../decisions/promotion/phases";
import type { EventOf, LedgerEvent } from "./events";
import { ofType } from "./kpi/deployments";

/** The record of one change (CI/CL-002 §16), as the ledger of its environment has it. */
export interface ChangeRecord {
  readonly change: string;
  readonly changeType: EventOf<"change-opened">["changeType"];
  readonly ticket: string | null;
  /** ISO instants. */
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly result: Result | null;
  /** The last answer of the gate `window` while it was open: why a change might start, or might not. */
  readonly window: readonly string[];
  readonly approvals: readonly {
    readonly approver: string;
    readonly githubEnvironment: string;
    readonly at: string;
  }[];
}

/**
 * The changes of one release in one environment, oldest first. Each ends where the next one begins.
 *
 * @param events - of the workload, in the order of their times
 * @param release - identity of the release
 */
export function changesOf(events: readonly LedgerEvent[], release: string): ChangeRecord[] {
  const opened = ofType(events, "change-opened").filter((each) => each.release === release);
  return opened.map(({ change, changeType, ticket, at }, index) => {
    const closed = ofType(events, "change-closed").find((each) => each.change === change);
    const from = Date.parse(at);
    const to = Date.parse(opened[index + 1]?.at ?? "9999-12-31T00:00:00Z");
    // What a promotion has seen is older than the change that it opens. A promotion is of the change that is the newest
    // when its last event is written.
    const during = events.filter(
      (each) => "promotion" in each && each.release === release && inside(from, lastOf(each), to),
    );
    const answers = ofType(during, "gate-decided").filter(({ gate }) => gate === "window");
    return {
      change,
      changeType,
      ticket: ticket ?? null,
      openedAt: at,
      closedAt: closed?.at ?? null,
      result: closed?.result ?? null,
      window: answers.at(-1)?.reasons ?? [],
      approvals: ofType(during, "approval-seen").map(({ approver, githubEnvironment, at }) => ({
        approver,
        githubEnvironment,
        at,
      })),
    };
  });

  /** Time of the last event of the same promotion, in milliseconds since 1970. */
  function lastOf({ promotion }: { readonly promotion: string }): number {
    const times = events
      .filter((each) => "promotion" in each && each.promotion === promotion)
      .map(({ at }) => Date.parse(at));
    return Math.max(...times);
  }
}

function inside(from: number, time: number, to: number): boolean {
  return from <= time && time < to;
}

/**
 * How the last promotion of a release has ended since an instant; nothing where none has begun, or it goes on.
 *
 * @param since - an ISO instant
 */
export function resultSince(
  events: readonly LedgerEvent[],
  release: string,
  since: string,
): Result | undefined {
  const phase = ofType(events, "promotion-phase")
    .filter((each) => each.release === release && Date.parse(each.at) >= Date.parse(since))
    .at(-1)?.phase;
  return phase !== undefined && isResult(phase) ? phase : undefined;
}
