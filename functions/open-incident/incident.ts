import type { Incident } from "../../delivery/decisions/incident/ops-item";
import { indented } from "../../delivery/decisions/incident/root-cause-issue";
import { rollbackTitles } from "../../delivery/decisions/incident/titles";
import type { Environment } from "../../infra/environments";
import type { KnownWorkload } from "../support/workloads";

/** What is known of something that went wrong. */
export interface Breakage {
  readonly workload: KnownWorkload;
  readonly environment: Environment;
  /** AWS region of it. */
  readonly region: string;
  /** What an incident is opened once for: the id of the deployment, or the name of the alarm. */
  readonly cause: string;
  /** Id of the deployment that was undone. @default - no deployment caused it */
  readonly deployment?: string | undefined;
  /** SemVer tag of the release. @default - it is not known */
  readonly version?: string | undefined;
  /** Digest of the release. @default - it is not known */
  readonly release?: string | undefined;
  /** Why, in AWS's words. */
  readonly reason: string;
  /** Id of the deployment that undid it. @default - none did */
  readonly rollback?: string | undefined;
  /** Flags that AppConfig took back: nothing else writes that down where no `nc` waits. @default - it is of no flags */
  readonly flags?: FlagsRollback | undefined;
  /** Names of the alarms that were on. */
  readonly alarms: readonly string[];
  /** What happened, in any order; times as ISO instants. */
  readonly timeline: readonly { readonly at: string; readonly what: string }[];
}

/** How a deployment of flags was rolled back, as the ledger has it (`delivery/ledger/events.ts`). */
export interface FlagsRollback {
  readonly cause: "alarm" | "person" | "deployment-failure";
  /** When callers had the flags of before again, as an ISO instant. */
  readonly at: string;
  /** When it began, as an ISO instant. */
  readonly startedAt: string;
  /** Largest share of callers that had the flags, in percent. */
  readonly productionPercent: number;
}

/** What is opened for it: the incident, and the texts of ticket and notification. */
export interface Opening {
  readonly incident: Incident;
  /** Title of the root-cause ticket. */
  readonly ticketTitle: string;
  /** Body of the ticket, and of the notification, without their links. */
  readonly text: string;
}

/** The incident and the root-cause ticket of what went wrong (CI/CL-002 §7.3, §14). */
export function openingOf(breakage: Breakage): Opening {
  const { workload, cause, deployment } = breakage;
  const titles = titlesOf(breakage);
  const text = linesOf(breakage).join("\n");
  return {
    incident: {
      workload: workload.name,
      cause,
      deployment,
      title: titles.incident,
      description: text,
    },
    ticketTitle: titles.ticket,
    text,
  };
}

/** Markdown of the ticket: AWS's words are shown as they are, and cannot become markup. */
export function ticketBody(incident: string, text: string): string {
  return `Incident ${incident}.\n\n${indented(text)}\n`;
}

function titlesOf({ workload, environment, cause, deployment, version }: Breakage) {
  const { name } = workload;
  if (deployment !== undefined) {
    return rollbackTitles({ workload: name, version, environment, deployment });
  }
  const what = `${name} in ${environment}: alarm ${cause}`;
  return { incident: what, ticket: `Find the root cause of ${what}` };
}

function linesOf(breakage: Breakage): string[] {
  const { workload, version, release, deployment, reason, rollback, region } = breakage;
  const line = (label: string, value: string | undefined) =>
    value === undefined ? [] : [`${label}: ${value}`];
  return [
    reason,
    ...line("Owner", workload.owner),
    ...line("Release", version ?? release),
    ...line("Digest", version === undefined ? undefined : release),
    ...line("Deployment", deployment),
    ...line("Undone by", rollback),
    ...breakage.alarms.map((name) => `Alarm: ${name}, ${graphOf(name, region)}`),
    "Timeline:",
    ...[...breakage.timeline]
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .map(({ at, what }) => `  ${at} ${what}`),
  ];
}

/** Where CloudWatch's console shows an alarm with its graph. */
function graphOf(alarm: string, region: string): string {
  const host = `${region}.console.aws.amazon.com`;
  return `https://${host}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(alarm)}`;
}
