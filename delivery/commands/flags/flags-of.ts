import type { Environment } from "../../../infra/environments";
import { flagDocument } from "../../../infra/flags/document";
import { appConfigFlags } from "../../adapters/aws/flags";
import { opsItemIncidents } from "../../adapters/aws/incidents";
import { catalogEntry } from "../../adapters/catalog";
import { gitHubTickets } from "../../adapters/github/tickets";
import type { Session } from "../../cli/verb";
import type { FlagsReport } from "../../flags/report";
import { accountOf } from "../account";
import { gitHubOf } from "../github";
import { writerOf } from "../writer";

/** Which flags a verb is about. */
interface Named {
  readonly workload: string;
  readonly environment: Environment;
}

/** The flags of a workload in an environment, and the document that the catalog says. */
export async function flagsOf({ workload, environment }: Named, session: Session) {
  const entry = await catalogEntry(session.project, workload);
  const account = accountOf(environment, session);
  const contract = await account.contracts.of(workload);
  return {
    entry,
    account,
    contract,
    flags: appConfigFlags(account.clients, contract),
    document: flagDocument(entry.flags, environment),
  };
}

/**
 * Where it is reported that flags were undone.
 *
 * @throws {InvalidInput} if GitHub cannot be reached so
 */
export async function reportOf(
  { workload, environment }: Named,
  { entry, account, contract }: Awaited<ReturnType<typeof flagsOf>>,
  session: Session,
): Promise<FlagsReport> {
  return {
    workload,
    environment,
    app: entry.app,
    repository: contract.repository,
    writer: writerOf(session),
    incidents: opsItemIncidents(account.clients),
    tickets: gitHubTickets(gitHubOf(session), session),
    ledger: await account.ledger(),
    clock: session,
  };
}
