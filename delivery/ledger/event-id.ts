import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { LedgerEvent } from "./events";

/**
 * The id of an event: hex SHA-256 of its type and of what makes it one of its kind, as canonical JSON
 * (RFC 8785). Time and writer are not part of it, so a writer that was killed and runs again writes the
 * same event, not a second one.
 */
export function eventId(event: LedgerEvent): string {
  const { environment, workload, type } = event;
  const text = canonicalize({ environment, workload, type, of: identity(event) }) ?? "";
  return createHash("sha256").update(text).digest("hex");
}

/** What two events of one type share only where they are one event. */
function identity(event: LedgerEvent): readonly unknown[] {
  switch (event.type) {
    case "release-made":
      return [event.release];
    case "gate-decided":
      return [event.promotion, event.gate, event.verdict, event.reasons];
    case "approval-seen":
      return [event.promotion, event.githubEnvironment, event.approver];
    case "promotion-phase":
      return [event.promotion, event.phase, event.deployment ?? null];
    case "flags-deployed":
    case "traffic-shifted":
      return [event.deployment];
    case "rolled-back":
      return [event.deployment, event.rollbackDeployment ?? null];
    case "incident-opened":
    case "incident-closed":
      return [event.incident];
    case "review-opened":
      return [event.promotion];
    case "change-opened":
    case "change-closed":
      return [event.change];
  }
}
