import canonicalize from "canonicalize";
import { parsePromotion } from "../../decisions/promotion/record";
import type { Promotions } from "../../ports/promotions";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/**
 * Promotions in an account's table (docs/decisions/0023): one item for each workload, with the record as
 * canonical JSON and its revision beside it.
 *
 * @param table - the table's name
 */
export function dynamoDbPromotions(clients: AwsClients, table: string): Promotions {
  return {
    async read(workload) {
      const client = await clients.dynamoDb();
      const { Item } = await client.getItem({
        TableName: table,
        Key: { workload: { S: workload } },
        ConsistentRead: true,
      });
      return Item === undefined ? undefined : parsePromotion(JSON.parse(Item.record?.S ?? "null"));
    },

    async write(record) {
      const client = await clients.dynamoDb();
      const put = client.putItem({
        TableName: table,
        Item: {
          workload: { S: record.workload },
          revision: { N: String(record.revision) },
          record: { S: canonicalize(record) ?? "" },
        },
        ConditionExpression:
          "revision = :before OR (attribute_not_exists(revision) AND :before = :none)",
        ExpressionAttributeValues: {
          ":before": { N: String(record.revision - 1) },
          ":none": { N: "0" },
        },
      });
      return put.then(
        () => true,
        (error: unknown) => {
          if (isNamed(error, "ConditionalCheckFailedException")) return false;
          throw error;
        },
      );
    },
  };
}
