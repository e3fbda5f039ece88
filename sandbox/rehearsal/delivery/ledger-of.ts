import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import type { Ledger } from "../../../delivery/ledger/ledger";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import { ADMINISTRATOR, openSession } from "../../api/authorization/sessions";
import type { Stage } from "../stage";

/** The ledger of an environment, as a person who administrates its account reads it. */
export function ledgerOf(stage: Stage, environment: Environment): Ledger {
  const { world, endpoint, accounts } = stage;
  const account = accounts[environment];
  const session = { account, role: ADMINISTRATOR, sessionName: "auditor" };
  const credentials = openSession(world, session);
  const client = new DynamoDBClient({ region: account.region, endpoint, credentials });
  return dynamoDbLedger(client, platformNames({ environment, accountId: account.id }).ledger);
}
