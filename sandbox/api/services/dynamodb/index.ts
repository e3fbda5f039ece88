import {
  type AttributeValue,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { operation } from "../../operation";
import { service } from "../../service";
import { ServiceError } from "../../service-error";
import { holds, type Item, orderOf, type Placeholders, valueAt } from "./expression";
import {
  describedTable,
  itemAsks,
  itemsOf,
  itemWith,
  removeItem,
  type Table,
  tableAsks,
  tableNamed,
  writeItem,
} from "./tables";
import { TRANSACT_WRITE_ITEMS } from "./transactions";
import { updated } from "./update";

const DESCRIBE_TABLE = operation(DescribeTableCommand, {
  asks: ({ TableName }, call) => tableAsks(call, "DescribeTable", TableName),
  handle: ({ TableName }, call) => ({ Table: describedTable(call, TableName) }),
});

const GET_ITEM = operation(GetItemCommand, {
  asks: ({ TableName, Key = {} }, call) => itemAsks(call, "GetItem", TableName, [Key]),
  handle: ({ TableName, Key = {} }, call) => ({
    Item: itemWith(call, tableNamed(call, TableName), Key),
  }),
});

const PUT_ITEM = operation(PutItemCommand, {
  asks: ({ TableName, Item = {} }, call) => itemAsks(call, "PutItem", TableName, [Item]),
  handle(input, call) {
    const { Item = {}, ReturnValues } = input;
    const table = tableNamed(call, input.TableName);
    const before = itemWith(call, table, Item);
    refuseUnless(input, before);
    writeItem(call, table, Item);
    return ReturnValues === "ALL_OLD" && before ? { Attributes: before } : {};
  },
});

const UPDATE_ITEM = operation(UpdateItemCommand, {
  asks: ({ TableName, Key = {} }, call) => itemAsks(call, "UpdateItem", TableName, [Key]),
  handle(input, call) {
    const { Key = {}, UpdateExpression = "", ReturnValues } = input;
    const table = tableNamed(call, input.TableName);
    const before = itemWith(call, table, Key);
    refuseUnless(input, before);
    const after = updated(UpdateExpression, before ?? Key, placeholdersOf(input));
    writeItem(call, table, after);
    if (ReturnValues === "ALL_NEW") return { Attributes: after };
    return ReturnValues === "ALL_OLD" && before ? { Attributes: before } : {};
  },
});

const DELETE_ITEM = operation(DeleteItemCommand, {
  asks: ({ TableName, Key = {} }, call) => itemAsks(call, "DeleteItem", TableName, [Key]),
  handle(input, call) {
    const { Key = {}, ReturnValues } = input;
    const table = tableNamed(call, input.TableName);
    const before = itemWith(call, table, Key);
    refuseUnless(input, before);
    removeItem(call, table, Key);
    return ReturnValues === "ALL_OLD" && before ? { Attributes: before } : {};
  },
});

const QUERY = operation(QueryCommand, {
  asks: (input, call) => {
    const table = tableNamed(call, input.TableName);
    const { TableName, IndexName } = input;
    return itemAsks(call, "Query", TableName, [partitionOf(table, input)], IndexName);
  },
  handle(input, call) {
    const table = tableNamed(call, input.TableName);
    const { rangeKey } = input.IndexName === undefined ? table : indexOf(table, input.IndexName);
    const placeholders = placeholdersOf(input);
    const found = itemsOf(call, table)
      .filter((each) => rangeKey === undefined || each[rangeKey] !== undefined)
      .filter((each) => holds(input.KeyConditionExpression ?? "", each, placeholders))
      .sort((a, b) => order(a, b, rangeKey));
    if (input.ScanIndexForward === false) found.reverse();
    return pageOf(found, table, input, placeholders);
  },
});

const SCAN = operation(ScanCommand, {
  asks: ({ TableName }, call) => itemAsks(call, "Scan", TableName),
  handle(input, call) {
    const table = tableNamed(call, input.TableName);
    return pageOf(itemsOf(call, table), table, input, placeholdersOf(input));
  },
});

/** DynamoDB. */
export const DYNAMODB = service(new DynamoDBClient({ region: "us-east-1" }), [
  DELETE_ITEM,
  DESCRIBE_TABLE,
  GET_ITEM,
  PUT_ITEM,
  QUERY,
  SCAN,
  TRANSACT_WRITE_ITEMS,
  UPDATE_ITEM,
]);

/** What an input says of the placeholders of its expressions. */
interface WithPlaceholders {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

function placeholdersOf(input: WithPlaceholders): Placeholders {
  return {
    names: input.ExpressionAttributeNames ?? {},
    values: input.ExpressionAttributeValues ?? {},
  };
}

/** A write with a condition. */
interface Conditional extends WithPlaceholders {
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

function refuseUnless(input: Conditional, item: Item | undefined): void {
  const { ConditionExpression: condition } = input;
  if (condition === undefined || holds(condition, item ?? {}, placeholdersOf(input))) return;
  const message = "The conditional request failed";
  // Source: DynamoDB API, PutItem, ReturnValuesOnConditionCheckFailure.
  const shows = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && item !== undefined;
  throw new ServiceError(
    "ConditionalCheckFailedException",
    message,
    400,
    shows ? { Item: item } : {},
  );
}

function indexOf({ indexes }: Table, name: string) {
  const index = indexes[name];
  if (index) return index;
  const message = `The table does not have the specified index: ${name}`;
  throw new ServiceError("ValidationException", message);
}

/** The partition key that a query names. */
function partitionOf(
  { hashKey }: Table,
  input: WithPlaceholders & { readonly KeyConditionExpression?: string | undefined },
): Item {
  const { names, values } = placeholdersOf(input);
  for (const [, name = "", value = ""] of (input.KeyConditionExpression ?? "").matchAll(
    /([\w#.]+)\s*=\s*(:\w+)/g,
  )) {
    const given = values[value];
    if ((names[name] ?? name) === hashKey && given) return { [hashKey]: given };
  }
  return {};
}

function order(a: Item, b: Item, key: string | undefined): number {
  const [one, other] = key === undefined ? [] : [a[key], b[key]];
  return one && other ? (orderOf(one, other) ?? 0) : 0;
}

/** A page of items: `Limit` is how many are looked at, before the filter. */
function pageOf(
  items: readonly Item[],
  { hashKey, rangeKey }: Table,
  input: {
    readonly Limit?: number | undefined;
    readonly ExclusiveStartKey?: Item | undefined;
    readonly FilterExpression?: string | undefined;
    readonly Select?: string | undefined;
  },
  placeholders: Placeholders,
) {
  const keys = [hashKey, ...(rangeKey === undefined ? [] : [rangeKey])];
  const keyOf = (item: Item) =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = valueAt(item, key, {});
        return value ? [[key, value] as const] : [];
      }),
    );
  const start = input.ExclusiveStartKey && JSON.stringify(keyOf(input.ExclusiveStartKey));
  const first = start ? items.findIndex((each) => JSON.stringify(keyOf(each)) === start) + 1 : 0;
  const looked = items.slice(first, first + (input.Limit ?? items.length));
  const last = looked.at(-1);
  const { FilterExpression: filter } = input;
  const found = looked.filter((each) => filter === undefined || holds(filter, each, placeholders));
  return {
    ...(input.Select !== "COUNT" && { Items: found }),
    Count: found.length,
    ScannedCount: looked.length,
    ...(last && first + looked.length < items.length && { LastEvaluatedKey: keyOf(last) }),
  };
}
