import { z } from "zod";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { readStackFile } from "../../../infra/settings/stack-file";
import { s3Releases } from "../../adapters/aws/releases";
import type { Session } from "../../cli/verb";
import { releaseId } from "../../decisions/release/release";
import { version } from "../../decisions/release/version";
import { type ChangeRecord, changesOf } from "../../ledger/changes";
import { parseEvent } from "../../ledger/events";
import type { ChangeTicketSystem } from "../../ports/change-tickets";
import { accountOf } from "../account";
import { changeTicketsOf, gitHubOf } from "../github";
import { environment, workload } from "../options";
import { sourceOf } from "../promotion/supply-chain";
import { writerOf } from "../writer";
import { type ChangeRequest, type ReleaseStores, releaseOfChange } from "./release";

/** Options that name a change: by the release that it brings, and where. */
export const changeOptions = {
  workload,
  version: version.meta({ description: "version of the release that it brings" }),
  environment,
  manifest: z.string().optional().meta({
    description: "file of the release, where neither the environment nor the one before shows it",
  }),
} as const;

/** What a change is of, with what was recorded of it. */
export async function changeSubject(given: ChangeRequest, session: Session) {
  const account = accountOf(given.environment, session);
  const release = await releaseOfChange(given, storesOf(account, given.environment, session));
  const ledger = await account.ledger();
  const events = await ledger.eventsOf(given.workload);
  const changes = changesOf(events, releaseId(release));
  const { app, repository, workload } = release;
  const { clients } = account;
  const { settings } = readStackFile(session.project, given.environment);
  return {
    release,
    events,
    changes,
    /** The system of its ticket. */
    tickets: () => {
      const gitHub = gitHubOf(session, clients);
      return changeTicketsOf({ repository, settings, gitHub, clients }, session);
    },
    /** What a ticket of it is found by. */
    key: `${releaseId(release)} ${given.environment}`,
    /** Records an event of it. */
    record: (fields: object) =>
      ledger.record(
        parseEvent({
          at: session.now().toISOString(),
          environment: given.environment,
          app,
          workload,
          writer: writerOf(session),
          ...fields,
        }),
      ),
  };
}

/** The releases of an environment, and of the one from which they come. */
function storesOf(
  { clients, releases }: ReturnType<typeof accountOf>,
  environment: Environment,
  { project }: Session,
): ReleaseStores {
  const source = sourceOf(environment);
  if (source === environment) return { own: releases };
  const { artifactBucket } = platformNames(readStackFile(project, source).settings);
  return { own: releases, before: s3Releases(clients, { of: async () => ({ artifactBucket }) }) };
}

/** The change that is open; nothing where none is. */
export function openChange(changes: readonly ChangeRecord[]): ChangeRecord | undefined {
  return changes.findLast(({ result }) => result === null);
}

/** @throws {InvalidInput} if there is no such ticket, or it is not open */
export async function checkOpen(tickets: ChangeTicketSystem, id: string): Promise<void> {
  const found = await tickets.find(id);
  if (found?.state === "open") return;
  const want = found ? "a ticket that is open: it is closed" : "a ticket that there is";
  throw new InvalidInput("the change ticket", [formatProblem("--ticket", id, want)]);
}

/** Shape of a change in what `--json` prints. */
export const changeAnswer = z.strictObject({
  change: z.string(),
  changeType: z.enum(["standard", "normal", "emergency"]),
  ticket: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  result: z.enum(["succeeded", "rolled-back", "failed", "cancelled"]).nullable(),
  window: z.array(z.string()),
  approvals: z.array(
    z.strictObject({ approver: z.string(), githubEnvironment: z.string(), at: z.string() }),
  ),
});
