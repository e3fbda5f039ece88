import { platformNames } from "../../infra/naming/platform-names";
import { cloudWatchAlarms } from "../adapters/aws/alarms";
import { parameterContracts } from "../adapters/aws/contracts";
import { deployerOf } from "../adapters/aws/deploy/deployer";
import { s3Evidence } from "../adapters/aws/evidence";
import { appConfigFlags, flagsIn } from "../adapters/aws/flags";
import { opsItemIncidents } from "../adapters/aws/incidents";
import { ledgerIn } from "../adapters/aws/ledger";
import { dynamoDbPromotions } from "../adapters/aws/promotions";
import { gitHubTickets } from "../adapters/github/tickets";
import type { GateReport } from "../decisions/gates/registry";
import type { Release } from "../decisions/release/release";
import { promote } from "../promotion/promote";
import type { Promotion, PromotionOutcome } from "../promotion/promotion";
import { deliveredArtifacts } from "./delivered-artifacts";
import { changeTicketSystemOf, type Delivery, evidenceBucketOf, ownerOf } from "./delivery";
import { askGatesOf } from "./gates";

/**
 * One release on its way into the environment of a delivery.
 *
 * @throws {InvalidInput} if the platform has not applied its workload there
 */
export async function promotionOf(delivery: Delivery, release: Release): Promise<Promotion> {
  const { environment, settings, clients, gitHub, clock, run } = delivery;
  const contracts = parameterContracts(clients, environment);
  const contract = await contracts.of(release.workload);
  const { ledger, promotions } = platformNames(settings);
  const { bakeMinutes, watchMinutes } = settings;
  return {
    release,
    environment,
    owner: ownerOf(run),
    watchMinutes: environment === "prod" ? watchMinutes : bakeMinutes,
    contract,
    deployer: deployerOf({ clients, contract, clock, terraform: delivery.terraform }),
    artifacts: deliveredArtifacts(delivery, contract),
    flags: flagsIn(contract) === undefined ? undefined : appConfigFlags(clients, contract),
    alarms: cloudWatchAlarms(clients),
    incidents: opsItemIncidents(clients),
    tickets: gitHubTickets(gitHub, clock),
    changeTickets: changeTicketSystemOf(delivery),
    evidence: s3Evidence(clients, evidenceBucketOf(delivery)),
    signing: delivery.signing,
    promotions: dynamoDbPromotions(clients, promotions),
    ledger: await ledgerIn(clients, ledger),
    clock,
    say: delivery.say,
  };
}

/** Id of the promotion of a release by a run: a run that is started again begins another, where the first has ended. */
function promotionId({ environment, run }: Delivery, release: Release): string {
  return `${release.workload}-${release.version}-${environment}-${run.id}-${run.attempt}`;
}

/**
 * Promotes a release into the environment of a delivery, or goes on with what an earlier run left. Every answer of the
 * gates is shown.
 *
 * @param asked - is given what the gates said, where they were asked
 * @throws what {@link promote} throws
 */
export async function promoteRelease(
  delivery: Delivery,
  release: Release,
  asked: (report: GateReport) => void = () => {},
): Promise<PromotionOutcome> {
  const promotion = await promotionOf(delivery, release);
  return promote(promotion, promotionId(delivery, release), async () => {
    const report = await askGatesOf(delivery, release, promotion.contract);
    for (const { gate, answer } of report.answers) {
      delivery.say(`  ${gate}: ${answer.kind}. ${answer.reasons.join(" ")}`);
    }
    asked(report);
    return report;
  });
}
