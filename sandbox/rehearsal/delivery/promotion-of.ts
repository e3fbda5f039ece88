import { cloudWatchAlarms } from "../../../delivery/adapters/aws/alarms";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../../delivery/adapters/aws/contracts";
import { deployerOf } from "../../../delivery/adapters/aws/deploy/deployer";
import { opsItemIncidents } from "../../../delivery/adapters/aws/incidents";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import type { Artifacts } from "../../../delivery/ports/artifacts";
import type { Promotion } from "../../../delivery/promotion/promotion";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import type { Stage } from "../stage";
import type { Build } from "./build";
import { deployCredentials } from "./deploy-session";
import { rehearsedTickets } from "./github";
import { imageArtifacts } from "./images";
import { zipArtifacts } from "./zips";

/** One release on its way into one environment, as the workload's own deploy role brings it there. */
export async function promotionOf(
  stage: Stage,
  build: Build,
  environment: Environment,
): Promise<Promotion> {
  const { accounts, endpoint, settings, clock, progress } = stage;
  const { release, workload } = build;
  const { id: accountId, region } = accounts[environment];
  const credentials = deployCredentials(stage, workload, environment, release.version);
  const clients = new AwsClients({ region, endpoint, credentials });
  const contract = await parameterContracts(clients, environment).of(workload.name);
  const { ledger, promotions } = platformNames({ environment, accountId });
  const { bakeMinutes, watchMinutes } = settings[environment];
  return {
    release,
    environment,
    owner: `https://github.com/${release.repository}/actions/runs/${release.run.id}`,
    watchMinutes: environment === "prod" ? watchMinutes : bakeMinutes,
    contract,
    deployer: deployerOf({ clients, contract, clock }),
    artifacts: artifactsOf(stage, build, environment, credentials),
    alarms: cloudWatchAlarms(clients),
    incidents: opsItemIncidents(clients),
    tickets: rehearsedTickets(stage, workload),
    promotions: dynamoDbPromotions(clients, promotions),
    ledger: dynamoDbLedger(await clients.dynamoDb(), ledger),
    clock,
    say: progress,
  };
}

function artifactsOf(
  stage: Stage,
  { code, workload }: Build,
  environment: Environment,
  credentials: ReturnType<typeof deployCredentials>,
): Artifacts {
  return code.type === "image"
    ? imageArtifacts(stage, environment, { ...code, workload: workload.name }, credentials)
    : zipArtifacts(stage, environment, code, credentials);
}

/** Id of the promotion of a build into an environment. */
export function promotionId({ release }: Build, environment: Environment): string {
  return `${release.workload}-${release.version}-${environment}-${release.run.id}`;
}
