import type { AttributeValue, TableDescription } from "@aws-sdk/client-dynamodb";
import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { keyAsks } from "../../authorization/key-asks";
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
  const { hashKey, rangeKey } = tableNamed(call, name);
  return {
    KeySchema: [
      { AttributeName: hashKey, KeyType: "HASH" },
      ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" as const }]),
    ],
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

/**
 * What an access to a table's items asks for: the table or one of its indexes, and its key. Source: DynamoDB developer
 * guide, "How Amazon DynamoDB uses AWS KMS": it decrypts the table's key with the rights of who calls.
 *
 * @param index - name of the index that is read. @default - the table itself
 */
export function itemAsks(
  call: Call,
  action: string,
  table: unknown,
  keys: readonly Item[] = [],
  index?: string,
): Ask[] {
  const { account } = call;
  const state = findBy(account, "aws:dynamodb/table:Table", "name", nameIn(table))?.state;
  const leading = keys.flatMap((each) => each[String(state?.hashKey)]?.S ?? []);
  const [ask] = tableAsks(call, action, table);
  return [
    {
      action: `dynamodb:${action}`,
      resource: `${ask.resource}${index === undefined ? "" : `/index/${index}`}`,
      ...(leading.length > 0 && { context: { "dynamodb:LeadingKeys": leading } }),
    },
    ...keyAsks(call, {
      keyArn: objectOf(state?.serverSideEncryption)?.kmsKeyArn,
      actions: ["Decrypt"],
      service: "dynamodb",
      encryptionContext: { "aws:dynamodb:tableName": nameIn(table) },
    }),
  ];
}

/** What a question about a table itself asks for. */
export function tableAsks(call: Call, action: string, table: unknown): [Ask] {
  const resource = arnOf(call, "dynamodb", `table/${nameIn(table)}`);
  return [{ action: `dynamodb:${action}`, resource }];
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
