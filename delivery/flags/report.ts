import type { Environment } from "../../infra/environments";
import { type EventOf, parseEvent } from "../ledger/events";
import type { Ledger } from "../ledger/ledger";
import type { Clock } from "../ports/clock";
import type { FlagDeployment } from "../ports/flags";
import type { Incidents } from "../ports/incidents";
import type { Tickets } from "../ports/tickets";
import type { Killed } from "./kill-flags";

/** Where it is written down what became of flags. */
export interface FlagsReport {
  readonly workload: string;
  readonly environment: Environment;
  readonly app: EventOf<"rolled-back">["app"];
  /** `owner/name` of the workload's repository. */
  readonly repository: string;
  /** Who undid them: the URL of a workflow run, or a person. */
  readonly writer: string;
  readonly incidents: Incidents;
  readonly tickets: Tickets;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** Why flags were undone. */
interface Why {
  readonly cause: "alarm" | "person";
  readonly reason: string;
  /** When the alarm went off, or the person asked. */
  readonly since: Date;
}

/** Records that flags were deployed, whatever became of them: they count among the deployments of docs/kpis.md. */
export async function reportDeployed(
  { workload, environment, app, writer, ledger, clock }: FlagsReport,
  { id: deployment }: Pick<FlagDeployment, "id">,
): Promise<void> {
  const at = clock.now().toISOString();
  const common = { at, environment, app, workload, writer };
  await ledger.record(parseEvent({ ...common, type: "flags-deployed", deployment }));
}

/**
 * Opens an incident and a root-cause ticket that carry the deployment's id (CI/CL-002 §14), and records both; each is
 * opened once for a deployment.
 */
export async function reportUndone(
  report: FlagsReport,
  { undone, by }: Killed,
  { cause, reason, since }: Why,
): Promise<{ readonly incident: string; readonly ticket: string }> {
  const { workload, environment, app, repository, writer, clock } = report;
  const { id: deployment, percent } = undone;
  const title = `Rollback of the flags of ${workload} in ${environment}: deployment ${deployment}`;
  const at = clock.now().toISOString();
  const common = { at, environment, app, workload, writer, deployment };
  const rolledBack = {
    ...common,
    type: "rolled-back",
    cause,
    startedAt: since.toISOString(),
    productionPercent: percent,
  };
  await reportDeployed(report, undone);
  await report.ledger.record(
    parseEvent(by === undefined ? rolledBack : { ...rolledBack, rollbackDeployment: by.id }),
  );
  const description = `${reason}\nAt most ${percent} % of callers had the flags of version ${undone.version}.`;
  const incident = await report.incidents.open({ workload, deployment, title, description });
  await report.ledger.record(parseEvent({ ...common, type: "incident-opened", incident, title }));
  const ticket = await report.tickets.openRootCause({
    repository,
    deployment,
    title: `Find the root cause of the rollback of the flags of ${workload} in ${environment}: deployment ${deployment}`,
    body: `Incident ${incident}.\n\n    ${description.replaceAll("\n", "\n    ")}\n`,
  });
  return { incident, ticket };
}
