import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Call } from "../../call";
import { type Ask, operation } from "../../operation";
import { ServiceError } from "../../service-error";
import { holds, type Item } from "./expression";
import { itemAsks, itemWith, removeItem, tableNamed, writeItem } from "./tables";
import { updated } from "./update";

/** Writes all of its items, or none of them. */
export const TRANSACT_WRITE_ITEMS = operation(TransactWriteItemsCommand, {
  asks: ({ TransactItems = [] }, call) => TransactItems.flatMap((each) => asksOf(each, call)),
  handle({ TransactItems = [] }, call) {
    const parts = TransactItems.map((each) => partOf(each, call));
    const reasons = parts.map(({ fits }) =>
      fits
        ? { Code: "None" }
        : { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
    );
    if (parts.some(({ fits }) => !fits)) {
      const codes = reasons.map(({ Code }) => Code).join(", ");
      const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
      throw new ServiceError("TransactionCanceledException", message, 400, {
        CancellationReasons: reasons,
      });
    }
    for (const { write } of parts) write();
    return {};
  },
});

function asksOf({ Put, Update, Delete, ConditionCheck }: TransactWriteItem, call: Call): Ask[] {
  if (Put) return itemAsks(call, "PutItem", Put.TableName, [Put.Item ?? {}]);
  if (Update) return itemAsks(call, "UpdateItem", Update.TableName, [Update.Key ?? {}]);
  if (Delete) return itemAsks(call, "DeleteItem", Delete.TableName, [Delete.Key ?? {}]);
  return itemAsks(call, "ConditionCheckItem", ConditionCheck?.TableName, [
    ConditionCheck?.Key ?? {},
  ]);
}

/** One write: whether its condition holds, and what it does. */
interface Part {
  readonly fits: boolean;
  write(): void;
}

function partOf({ Put, Update, Delete, ConditionCheck }: TransactWriteItem, call: Call): Part {
  const input = Put ?? Update ?? Delete ?? ConditionCheck;
  if (!input) throw new ServiceError("ValidationException", "A write has no action");
  const table = tableNamed(call, input.TableName);
  const key: Item = Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key ?? {};
  const before = itemWith(call, table, key);
  const placeholders = {
    names: input.ExpressionAttributeNames ?? {},
    values: input.ExpressionAttributeValues ?? {},
  };
  const { ConditionExpression: condition } = input;
  const fits = condition === undefined || holds(condition, before ?? {}, placeholders);
  return {
    fits,
    write() {
      if (Put) writeItem(call, table, key);
      if (Delete) removeItem(call, table, key);
      if (!Update) return;
      writeItem(call, table, updated(Update.UpdateExpression ?? "", before ?? key, placeholders));
    },
  };
}
