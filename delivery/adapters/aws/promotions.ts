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
  /** The text of a workload's record; nothing where it has none. */
  const textOf = async (workload: string): Promise<string | undefined> => {
    const client = await clients.dynamoDb();
    const { Item } = await client.getItem({
      TableName: table,
      Key: { workload: { S: workload } },
      ConsistentRead: true,
    });
    return Item && (Item.record?.S ?? "null");
  };

  return {
    async read(workload) {
      const text = await textOf(workload);
      return text === undefined ? undefined : parsePromotion(JSON.parse(text));
    },

    async write(record) {
      const client = await clients.dynamoDb();
      const text = canonicalize(record) ?? "";
      const put = client.putItem({
        TableName: table,
        Item: {
          workload: { S: record.workload },
          revision: { N: String(record.revision) },
          record: { S: text },
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
        async (error: unknown) => {
          if (!isNamed(error, "ConditionalCheckFailedException")) throw error;
          // A call whose answer was lost is made again by the SDK: then it is this very record that is there.
          return (await textOf(record.workload)) === text;
        },
      );
    },
  };
}
