import type { Ledger } from "../../ledger/ledger";
import type { AwsClients } from "./clients";

/** The ledger in an account's table, whose SDK is loaded where it is first asked for. */
export async function ledgerIn(clients: AwsClients, table: string): Promise<Ledger> {
  const { dynamoDbLedger } = await import("../../ledger/dynamodb");
  return dynamoDbLedger(await clients.dynamoDb(), table);
}
