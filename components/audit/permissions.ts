import type { Context } from "../../infra/context";
import { LEDGER_BY_TIME, platformKeyAlias } from "../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";

/**
 * Writes and reads what deliveries of the workload of `context` leave behind, and of no other workload:
 * its events, and the promotion that it is in. Nothing may be deleted, and PutItem is the only write, which
 * the ledger's writers make under the condition that the event is not there yet.
 */
export function deliveryRecordPermissions(context: Context): Statement[] {
  const { keys, ledger, promotions } = platformArns(context);
  const own = {
    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [context.service] },
    // "All of none" is true: a request must have a key at all.
    Null: { "dynamodb:LeadingKeys": "false" },
  };
  const alias = platformKeyAlias(context.environment, "audit");
  return [
    allow(
      "Ledger",
      "dynamodb",
      ["PutItem", "Query"],
      [ledger, `${ledger}/index/${LEDGER_BY_TIME}`],
      own,
    ),
    allow("Promotion", "dynamodb", ["GetItem", "PutItem"], promotions, own),
    // What a principal needs of the key of a table (DynamoDB developer guide, "Using a customer managed key").
    allow("DeliveryKey", "kms", ["Decrypt"], keys, onlyKeys(context, [alias], ["dynamodb"])),
  ];
}
