import { counted } from "../../infra/counted";
import type { Phase } from "../decisions/promotion/phases";
import type { LedgerEvent } from "../ledger/events";

/**
 * Events in the order in which they follow from each other: by their times; of one instant those of a run together, and by what has
 * to be there before. A machine often writes several within a millisecond.
 */
export function inOrder(events: readonly LedgerEvent[]): readonly LedgerEvent[] {
  return events.toSorted(
    (a, b) =>
      Date.parse(a.at) - Date.parse(b.at) ||
      a.writer.localeCompare(b.writer, "en", { numeric: true }) ||
      rank(a) - rank(b) ||
      gateOf(a).localeCompare(gateOf(b), "en"),
  );
}

function gateOf(event: LedgerEvent): string {
  return event.type === "gate-decided" ? event.gate : "";
}

/**
 * What happened to a workload, for a person: each event with its time and its release, under the run or the function that
 * wrote it.
 */
export function historyLines(events: readonly LedgerEvent[]): readonly string[] {
  const versions = events.map((each) => versionOf(each, events));
  const width = Math.max(0, ...versions.map((each) => each.length));
  return events.flatMap((each, index) => {
    const line = `  ${each.at}  ${(versions[index] ?? "").padEnd(width)}  ${textOf(each)}`;
    return each.writer === events[index - 1]?.writer ? [line] : [each.writer, line];
  });
}

/** Kinds of events, and phases, as they follow from each other. */
const ORDER: readonly (Exclude<LedgerEvent["type"], "promotion-phase"> | `in ${Phase}`)[] = [
  "release-made",
  "in requested",
  "approval-seen",
  "gate-decided",
  "change-opened",
  "in gated",
  "review-opened",
  "in copying",
  "in migrating",
  "in deploying",
  "flags-deployed",
  "traffic-shifted",
  "in baking",
  "rolled-back",
  "incident-opened",
  "change-closed",
  "in succeeded",
  "in rolled-back",
  "in failed",
  "in cancelled",
  "incident-closed",
];

function rank(event: LedgerEvent): number {
  return ORDER.indexOf(event.type === "promotion-phase" ? `in ${event.phase}` : event.type);
}

/** SemVer tag of the release that an event is about; empty where it is about none that the events know. */
function versionOf(event: LedgerEvent, events: readonly LedgerEvent[]): string {
  const release = releaseOf(event, events);
  const made = events.find((each) => each.type === "release-made" && each.release === release);
  return made?.type === "release-made" ? made.version : "";
}

function releaseOf(event: LedgerEvent, events: readonly LedgerEvent[]): string | undefined {
  if ("release" in event) return event.release;
  const cause = events.find((each) => {
    if (event.type === "change-closed") {
      return each.type === "change-opened" && each.change === event.change;
    }
    const { deployment } = "deployment" in event ? event : {};
    return each.type === "promotion-phase" && deployment !== undefined
      ? each.deployment === deployment
      : false;
  });
  return cause && "release" in cause ? cause.release : undefined;
}

function textOf(event: LedgerEvent): string {
  switch (event.type) {
    case "release-made":
      return `release ${event.release} of commit ${event.commit}, tagged ${event.taggedAt}`;
    case "gate-decided":
      return `gate ${event.gate}: ${event.verdict}. ${event.reasons.join(" ")}`.trimEnd();
    case "approval-seen":
      return `approved by ${event.approver} in ${event.githubEnvironment}${naming(event.ticket)}`;
    case "promotion-phase": {
      const { phase, deployment, reason } = event;
      return [phase, deployment, reason].filter((each) => each !== undefined).join(", ");
    }
    case "flags-deployed":
      return `flags are deployed by ${event.deployment}`;
    case "traffic-shifted":
      return `${event.deployment} has production traffic`;
    case "rolled-back": {
      const { deployment, rollbackDeployment, cause, startedAt, at, productionPercent } = event;
      const by = rollbackDeployment === undefined ? "" : ` by ${rollbackDeployment}`;
      const seconds = Math.round((Date.parse(at) - Date.parse(startedAt)) / 1000);
      return (
        `${deployment} is undone${by}: ${cause}; traffic back after ${counted(seconds, "second")}, ` +
        `${productionPercent} % of traffic at most`
      );
    }
    case "incident-opened":
      return `incident ${event.incident} is open: ${event.title}`;
    case "incident-closed":
      return `incident ${event.incident} is closed${
        event.restoredAt === undefined ? "" : `: service was restored at ${event.restoredAt}`
      }`;
    case "change-opened":
      return `${event.changeType} change ${event.change} is open${naming(event.ticket)}`;
    case "change-closed":
      return `change ${event.change} is closed: ${event.result}`;
    case "review-opened":
      return `post-incident review ${event.review}`;
    default:
      return event satisfies never;
  }
}

function naming(ticket: string | undefined): string {
  return ticket === undefined ? "" : `, ticket ${ticket}`;
}
