import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoDbLedger } from "../../delivery/ledger/dynamodb";
import type { Ledger } from "../../delivery/ledger/ledger";
import { type Runtime, variable } from "./runtime";

/** The ledger of the function's account, whose table the variable LEDGER names. */
export function ledgerOf(runtime: Runtime): Ledger {
  return dynamoDbLedger(new DynamoDBClient({ ...runtime.aws }), variable(runtime, "LEDGER"));
}
