import { isDeepStrictEqual } from "node:util";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ServiceError } from "../../service-error";

/** An item by attribute. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Names and values that an expression refers to, such as `#at` and `:since`. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

type Value = AttributeValue | undefined;

/**
 * Whether a condition holds for an item. Source: DynamoDB developer guide, "Condition and filter expressions,
 * operators, and functions".
 *
 * @throws {ServiceError} if it is no condition, or has what the sandbox does not compute
 */
export function holds(expression: string, item: Item, { names, values }: Placeholders): boolean {
  const tokens =
    expression.match(/<>|<=|>=|[=<>(),]|[\w#:.[\]-]+/g)?.filter((each) => each !== "") ?? [];
  let at = 0;
  const take = (wanted?: string): string => {
    const token = tokens[at] ?? "";
    if (wanted !== undefined && token.toUpperCase() !== wanted) throw invalid(expression, token);
    at += 1;
    return token;
  };
  const next = (): string => (tokens[at] ?? "").toUpperCase();
  const operand = (): Value => {
    const token = take();
    if (token.toLowerCase() === "size") {
      take("(");
      const value = operand();
      take(")");
      return { N: String(sizeOf(value)) };
    }
    if (!token.startsWith(":")) return valueAt(item, token, names);
    const value = values[token];
    if (value === undefined) throw invalid(expression, token);
    return value;
  };
  const following = (): Value => {
    take(",");
    return operand();
  };
  const call = (name: string): boolean => {
    take("(");
    const first = operand();
    const second = next() === "," ? following() : undefined;
    take(")");
    switch (name) {
      case "ATTRIBUTE_EXISTS":
        return first !== undefined;
      case "ATTRIBUTE_NOT_EXISTS":
        return first === undefined;
      case "BEGINS_WITH":
        return first?.S !== undefined && second?.S !== undefined && first.S.startsWith(second.S);
      case "CONTAINS":
        return contains(first, second);
      default:
        throw invalid(expression, name);
    }
  };
  const primary = (): boolean => {
    if (next() === "NOT") return take() !== "" && !primary();
    if (next() === "(") {
      take();
      const inner = either();
      take(")");
      return inner;
    }
    if (/^(ATTRIBUTE_|BEGINS_WITH|CONTAINS)/.test(next())) return call(take().toUpperCase());
    const left = operand();
    if (next() === "BETWEEN") {
      take();
      const least = operand();
      take("AND");
      const most = operand();
      return compare(left, ">=", least) && compare(left, "<=", most);
    }
    if (next() === "IN") {
      take();
      take("(");
      const list = [operand()];
      while (next() === ",") list.push(following());
      take(")");
      return list.some((each) => compare(left, "=", each));
    }
    return compare(left, take(), operand());
  };
  const both = (): boolean => {
    let value = primary();
    while (next() === "AND") {
      take();
      const right = primary();
      value = value && right;
    }
    return value;
  };
  const either = (): boolean => {
    let value = both();
    while (next() === "OR") {
      take();
      const right = both();
      value = value || right;
    }
    return value;
  };
  const result = either();
  if (at !== tokens.length) throw invalid(expression, tokens[at]);
  return result;
}

/** The value at a path of an item, such as `#a.b`. */
export function valueAt(item: Item, path: string, names: Placeholders["names"]): Value {
  return path
    .split(".")
    .reduce<Value>((value, each) => value?.M?.[names[each] ?? each], { M: { ...item } });
}

function compare(left: Value, operator: string, right: Value): boolean {
  if (operator === "<>") return !isDeepStrictEqual(left, right);
  if (left === undefined || right === undefined) return false;
  if (operator === "=") return isDeepStrictEqual(left, right);
  const order = orderOf(left, right);
  if (order === undefined) return false;
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

/** Less than 0, 0 or more, as the first comes before the other; `undefined` for two types. */
export function orderOf(one: AttributeValue, other: AttributeValue): number | undefined {
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) - Number(other.N);
  if (one.S === undefined || other.S === undefined) return undefined;
  return Buffer.compare(Buffer.from(one.S), Buffer.from(other.S));
}

function contains(first: Value, second: Value): boolean {
  if (first?.S !== undefined) return second?.S !== undefined && first.S.includes(second.S);
  const texts = first?.SS ?? first?.NS;
  if (texts) return texts.includes(second?.S ?? second?.N ?? "");
  return first?.L?.some((each) => isDeepStrictEqual(each, second)) === true;
}

function sizeOf(value: Value): number {
  const { S, L, M, SS } = value ?? {};
  if (S !== undefined) return Buffer.byteLength(S);
  return (L ?? SS ?? Object.keys(M ?? {})).length;
}

function invalid(expression: string, token: string | undefined): ServiceError {
  const message = `Invalid expression: Syntax error; token: "${token}", near: "${expression}"`;
  return new ServiceError("ValidationException", message);
}
