import { platformNames } from "../../infra/naming/platform-names";
import type { ReleaseContract } from "../../infra/release/contract";
import { ssmChangeCalendars } from "../adapters/aws/change-calendars";
import { appConfigDeployedFlags } from "../adapters/aws/deployed-flags";
import { cloudWatchErrorBudgets } from "../adapters/aws/error-budgets";
import { s3Evidence } from "../adapters/aws/evidence";
import { opsItemIncidents } from "../adapters/aws/incidents";
import { ledgerIn } from "../adapters/aws/ledger";
import { s3PlatformPlans } from "../adapters/aws/platform-plans";
import { gitHubApprovals } from "../adapters/github/approvals";
import { gitHubChecks } from "../adapters/github/checks";
import { ownerAndRepo } from "../adapters/github/repository";
import { ALL_GATES } from "../decisions/gates/all-gates";
import { askGates, type GateReport } from "../decisions/gates/registry";
import { gateRules } from "../decisions/gates/rules";
import { type Release, releaseId } from "../decisions/release/release";
import { type FactSources, gatherFacts } from "../facts/gather";
import { changeTicketSystemOf, type Delivery, evidenceBucketOf, promoterOf } from "./delivery";

/** Asks every gate before a release goes into the environment of a delivery: in dev there is none. */
export async function askGatesOf(
  delivery: Delivery,
  release: Release,
  contract: ReleaseContract,
): Promise<GateReport> {
  const { environment, settings, stg, run, clock } = delivery;
  const rules = gateRules(settings, stg, ownerAndRepo(release.repository).repo);
  const facts = await gatherFacts(await sourcesOf(delivery), {
    release,
    contract,
    rules,
    run,
    promoter: promoterOf(settings),
  });
  return askGates(ALL_GATES, facts, {
    release,
    digest: releaseId(release),
    environment,
    changeType: release.change.type,
    rules,
    now: clock.now().getTime(),
  });
}

async function sourcesOf(delivery: Delivery): Promise<FactSources> {
  const { clients, clock, gitHub, settings } = delivery;
  const approvals = gitHubApprovals(gitHub);
  const { artifactBucket, ledger } = platformNames(settings);
  return {
    checks: gitHubChecks(gitHub),
    attestations: delivery.attestations,
    approvals,
    changeTickets: changeTicketSystemOf(delivery),
    evidence: s3Evidence(clients, evidenceBucketOf(delivery)),
    verification: delivery.verification,
    changeCalendars: ssmChangeCalendars(clients),
    errorBudgets: cloudWatchErrorBudgets(clients, clock.now),
    incidents: opsItemIncidents(clients),
    ledger: await ledgerIn(clients, ledger),
    deployedFlags: appConfigDeployedFlags(clients),
    platformPlans: s3PlatformPlans(clients, artifactBucket, approvals),
  };
}
