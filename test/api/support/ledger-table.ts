import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeliveryTables } from "../../../components/audit/delivery-tables";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

const TABLE = "aws:dynamodb/table:Table";

/**
 * Makes the ledger's table of stg as the program makes it, in the words of the API.
 *
 * @returns its name
 */
export async function createLedgerTable(client: DynamoDBClient): Promise<string> {
  const made = await record(
    () => new DeliveryTables("delivery", { context: contextIn("stg"), auditKeyArn: "key" }),
  );
  const { name, hashKey, rangeKey, attributes, localSecondaryIndexes } = only(
    made,
    TABLE,
    "delivery-ledger",
  ).inputs;
  const keys = (range: string) => [
    { AttributeName: hashKey, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ];
  const [index] = localSecondaryIndexes;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keys(rangeKey),
      AttributeDefinitions: attributes.map((each: { name: string }) => ({
        AttributeName: each.name,
        AttributeType: "S",
      })),
      LocalSecondaryIndexes: [
        {
          IndexName: index.name,
          KeySchema: keys(index.rangeKey),
          Projection: { ProjectionType: index.projectionType },
        },
      ],
    }),
  );
  return name;
}
