import { cloudWatchAlarms } from "../../../delivery/adapters/aws/alarms";
import type { AwsClients } from "../../../delivery/adapters/aws/clients";
import { deployerOf } from "../../../delivery/adapters/aws/deploy/deployer";
import type { TerraformRun } from "../../../delivery/adapters/aws/deploy/target";
import { s3Evidence } from "../../../delivery/adapters/aws/evidence";
import { appConfigFlags, flagsIn } from "../../../delivery/adapters/aws/flags";
import { opsItemIncidents } from "../../../delivery/adapters/aws/incidents";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import type { GateReport } from "../../../delivery/decisions/gates/registry";
import { pass } from "../../../delivery/decisions/verdict";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import type { Clock } from "../../../delivery/ports/clock";
import type { Promotion } from "../../../delivery/promotion/promotion";
import type { ReleaseContract } from "../../../infra/release/contract";

/** The service that is promoted. */
export const SERVICE = "ingest-worker";

/** Gates that all say yes. */
export const ask = async (): Promise<GateReport> => ({
  verdict: "pass",
  counted: [],
  earlier: [],
  answers: [{ gate: "checks", question: "Are they green?", answer: pass() }],
});

/** What is promoted, by whom, and with what. */
interface Given extends Pick<Promotion, "release" | "owner"> {
  readonly clients: AwsClients;
  readonly contract: ReleaseContract;
  readonly clock: Clock;
  /** @default - it is no stack of Terraform */
  readonly terraform?: TerraformRun | undefined;
}

/** The promotion of a release into stg. Its image is there already. */
export async function promotionOf(given: Given): Promise<Promotion> {
  const { release, owner, clients, contract, clock, terraform } = given;
  return {
    release,
    environment: "stg",
    owner,
    watchMinutes: 2,
    contract,
    deployer: deployerOf({ clients, contract, clock, terraform }),
    artifacts: { copy: async () => {} },
    flags: flagsIn(contract) === undefined ? undefined : appConfigFlags(clients, contract),
    alarms: cloudWatchAlarms(clients),
    incidents: opsItemIncidents(clients),
    tickets: {
      openRootCause: async ({ deployment }) => `root cause of ${deployment}`,
      openReview: async ({ promotion }) => `review of ${promotion}`,
    },
    changeTickets: { close: async () => {} },
    evidence: s3Evidence(clients, contract.artifactBucket),
    signing: { sign: async (statement) => statement },
    promotions: dynamoDbPromotions(clients, "nc-platform-stg-promotions"),
    ledger: dynamoDbLedger(await clients.dynamoDb(), "nc-platform-stg-ledger"),
    clock,
    say: () => {},
  };
}
