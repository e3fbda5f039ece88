import type { Environment } from "../../infra/environments";
import { fullName } from "../../infra/naming/names";
import { AwsClients, type ClientConfig } from "../adapters/aws/clients";
import { parameterContracts } from "../adapters/aws/contracts";
import { jobCredentials } from "../adapters/aws/job-credentials";
import { ledgerIn } from "../adapters/aws/ledger";
import { dynamoDbPromotions } from "../adapters/aws/promotions";
import { s3Releases } from "../adapters/aws/releases";
import type { Session } from "../cli/verb";

/** Where the platform's accounts are (CI/CL-002 §3). */
const REGION = "ca-central-1";

/**
 * The account of one environment, reached with the credentials of the session: those of its variables, and else
 * those that AWS's SDK finds.
 */
export function accountOf(environment: Environment, { env }: Pick<Session, "env">) {
  const clients = new AwsClients(clientConfig(env));
  const table = (component: string) => fullName({ service: "platform", environment }, component);
  const contracts = parameterContracts(clients, environment);
  return {
    clients,
    contracts,
    ledger: async () => ledgerIn(clients, table("ledger")),
    releases: s3Releases(clients, contracts),
    promotions: dynamoDbPromotions(clients, table("promotions")),
  };
}

/**
 * How AWS is reached, by the variables of AWS's SDKs (AWS SDKs and Tools Reference Guide, "Settings reference"). A
 * job of GitHub Actions that names its role takes it itself, as often as a deployment needs.
 */
function clientConfig(env: Session["env"]): ClientConfig {
  const {
    AWS_REGION: region = REGION,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_ROLE_ARN: roleArn,
    ACTIONS_ID_TOKEN_REQUEST_URL: tokenUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  } = env;
  if (roleArn && tokenUrl && requestToken) {
    const identity = { roleArn, region, endpoint, tokenUrl, requestToken };
    return { region, endpoint, credentials: jobCredentials(identity) };
  }
  if (!accessKeyId || !secretAccessKey) return { region, endpoint };
  return { region, endpoint, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}
