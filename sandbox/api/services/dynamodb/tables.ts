import type { AttributeValue, TableDescription } from "@aws-sdk/client-dynamodb";
import type { Properties } from "../../../cloud/record";
import { arnOf, type Call } from "../../call";
import type { Ask } from "../../operation";
import { ownEntries } from "../../own-entries";
import { findBy, nameIn } from "../../resources";
import { ServiceError } from "../../service-error";
import type { Item } from "./expression";

const ITEMS = ownEntries<{ table: string; item: Item }>("sandbox:dynamodb/item");

/** A table, as the program made it. */
export interface Table {
  readonly name: string;
  readonly hashKey: string;
  readonly rangeKey: string | undefined;
  /** Sort key of each local index, by its name. */
  readonly indexes: Readonly<Record<string, { hashKey: string; rangeKey: string | undefined }>>;
}

/** @throws {ServiceError} if there is none */
export function tableNamed(call: Call, name = ""): Table {
  const state = stateOf(call, name);
  const indexes = ["localSecondaryIndexes", "globalSecondaryIndexes"].flatMap((each) =>
    Array.isArray(state[each]) ? (state[each] as Properties[]) : [],
  );
  const textOf = (value: unknown) => (value === undefined ? undefined : String(value));
  return {
    name: String(state.name),
    hashKey: String(state.hashKey),
    rangeKey: textOf(state.rangeKey),
    indexes: Object.fromEntries(
      indexes.map((each) => [
        String(each.name),
        { hashKey: String(each.hashKey ?? state.hashKey), rangeKey: textOf(each.rangeKey) },
      ]),
    ),
  };
}

/**
 * What DescribeTable tells of a table: it is there at once, so it is always active.
 *
 * @throws {ServiceError} if there is none
 */
export function describedTable(call: Call, name = ""): TableDescription {
  const { deletionProtectionEnabled, ...state } = stateOf(call, name);
  return {
    TableName: String(state.name),
    TableArn: String(state.arn),
    TableStatus: "ACTIVE",
    DeletionProtectionEnabled: deletionProtectionEnabled === true,
  };
}

function stateOf({ account }: Call, name: string): Properties {
  const state = findBy(account, "aws:dynamodb/table:Table", "name", nameIn(name))?.state;
  if (!state) throw new ServiceError("ResourceNotFoundException", "Requested resource not found");
  return state;
}

/** What a call on a table asks for; `keys` are the partition keys that it names. */
export function tableAsks(
  call: Call,
  action: string,
  table: unknown,
  keys: readonly Item[] = [],
): Ask[] {
  const hashKey = findBy(call.account, "aws:dynamodb/table:Table", "name", nameIn(table))?.state
    .hashKey;
  const leading = keys.flatMap((each) => each[String(hashKey)]?.S ?? []);
  return [
    {
      action: `dynamodb:${action}`,
      resource: arnOf(call, "dynamodb", `table/${nameIn(table)}`),
      ...(leading.length > 0 && { context: { "dynamodb:LeadingKeys": leading } }),
    },
  ];
}

/** The item with a key; `undefined` where there is none. */
export function itemWith({ account }: Call, table: Table, key: Item): Item | undefined {
  return ITEMS.get(account.cloud, keyOf(table, key))?.item;
}

/** Every item of a table. */
export function itemsOf({ account }: Call, { name }: Table): Item[] {
  return ITEMS.list(account.cloud)
    .filter(({ state }) => state.table === name)
    .map(({ state }) => state.item);
}

/** Writes an item in place of the one with its key. */
export function writeItem({ account }: Call, table: Table, item: Item): void {
  ITEMS.put(account.cloud, keyOf(table, item), { table: table.name, item });
}

/** Deletes the item with a key. */
export function removeItem({ account }: Call, table: Table, key: Item): void {
  ITEMS.remove(account.cloud, keyOf(table, key));
}

function keyOf({ name, hashKey, rangeKey }: Table, item: Item): string {
  const part = (attribute: string) => {
    const value: AttributeValue | undefined = item[attribute];
    const text = value?.S ?? value?.N;
    if (text !== undefined) return text;
    const message = `One or more parameter values were invalid: Missing the key ${attribute} in the item`;
    throw new ServiceError("ValidationException", message);
  };
  return [name, part(hashKey), ...(rangeKey === undefined ? [] : [part(rangeKey)])].join("\n");
}
