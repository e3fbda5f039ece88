import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ServiceError } from "../../service-error";
import type { Item, Placeholders } from "./expression";

/**
 * An item after an update of its own attributes. Source: DynamoDB developer guide, "Update expressions".
 *
 * @throws {ServiceError} if the expression has what the sandbox does not compute
 */
export function updated(expression: string, item: Item, placeholders: Placeholders): Item {
  const result: Record<string, AttributeValue> = { ...item };
  for (const [, clause = "", rest = ""] of expression.matchAll(
    /\b(SET|REMOVE|ADD|DELETE)\s+([\s\S]*?)(?=\s+(?:SET|REMOVE|ADD|DELETE)\s|$)/gi,
  )) {
    for (const part of rest.split(/,(?![^(]*\))/).map((each) => each.trim())) {
      apply(clause.toUpperCase(), part, result, placeholders);
    }
  }
  return result;
}

function apply(
  clause: string,
  part: string,
  item: Record<string, AttributeValue>,
  { names, values }: Placeholders,
): void {
  const nameOf = (token: string) => names[token] ?? token;
  if (clause === "REMOVE") {
    delete item[nameOf(part)];
    return;
  }
  const operand = (text: string): AttributeValue => {
    const [, path = "", otherwise = ""] =
      /^if_not_exists\(\s*(\S+)\s*,\s*(\S+)\s*\)$/.exec(text) ?? [];
    if (path !== "") return item[nameOf(path)] ?? operand(otherwise);
    const value = text.startsWith(":") ? values[text] : item[nameOf(text)];
    if (value) return value;
    throw invalid(text);
  };
  if (clause === "ADD") {
    const [token = "", value = ""] = part.split(/\s+/);
    const name = nameOf(token);
    const sum = Number(item[name]?.N ?? 0) + Number(operand(value).N);
    if (Number.isNaN(sum)) throw invalid(part);
    item[name] = { N: String(sum) };
    return;
  }
  const [, target = "", right = ""] = /^(\S+)\s*=\s*([\s\S]+)$/.exec(part) ?? [];
  if (clause !== "SET" || target === "" || target.includes(".")) throw invalid(part);
  const [, first = "", sign = "", second = ""] = /^(.+?)\s+([+-])\s+(.+)$/.exec(right) ?? [];
  if (sign === "") {
    item[nameOf(target)] = operand(right.trim());
    return;
  }
  const [a, b] = [Number(operand(first).N), Number(operand(second).N)];
  item[nameOf(target)] = { N: String(sign === "+" ? a + b : a - b) };
}

function invalid(part: string): ServiceError {
  return new ServiceError("ValidationException", `Invalid UpdateExpression: ${part}`);
}
