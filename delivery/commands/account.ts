import type { Environment } from "../../infra/environments";
import { fullName } from "../../infra/naming/names";
import { AwsClients } from "../adapters/aws/clients";
import { parameterContracts } from "../adapters/aws/contracts";
import { dynamoDbPromotions } from "../adapters/aws/promotions";
import { s3Releases } from "../adapters/aws/releases";
import type { Session } from "../cli/verb";
import { dynamoDbLedger } from "../ledger/dynamodb";

/** Where the platform's accounts are (CI/CL-002 §3). */
const REGION = "ca-central-1";

/**
 * The account of one environment, reached with the credentials of the session: AWS's SDK reads them, and
 * `AWS_ENDPOINT_URL`, from the environment.
 */
export function accountOf(environment: Environment, { env }: Pick<Session, "env">) {
  const clients = new AwsClients({ region: env.AWS_REGION ?? REGION });
  const table = (component: string) => fullName({ service: "platform", environment }, component);
  return {
    clients,
    ledger: async () => dynamoDbLedger(await clients.dynamoDb(), table("ledger")),
    releases: s3Releases(clients, parameterContracts(clients, environment)),
    promotions: dynamoDbPromotions(clients, table("promotions")),
  };
}
