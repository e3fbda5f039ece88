import type { MetricMath } from "../../components/observe/condition";

/** A value at one time; nothing where it is missing. */
type Value = number | undefined;
type Term = Value | Value[];

const OPERATORS: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
};
const LEVELS = [[">=", ">"], ["+", "-"], ["*", "/"], []];

/**
 * What CloudWatch would compute at one time, with the metrics at these values: the part of its
 * metric math that the alarms use. What is made of a missing value is missing, but for `FILL`, and
 * for `SUM` and `MAX`, which leave it out.
 */
export function compute({ metrics, steps = {}, expression }: MetricMath, at: object): Value {
  const known = new Map<string, Value>(Object.keys(metrics).map((id) => [id, Reflect.get(at, id)]));
  const pending = Object.entries(steps);
  for (const [id, step] of pending) known.set(id, one(evaluate(step, known)));
  return one(evaluate(expression, known));
}

function evaluate(expression: string, known: ReadonlyMap<string, Value>): Term {
  const tokens = expression.match(/\d+(\.\d+)?|\w+|>=|[-+*/>()[\],]/g) ?? [];
  let at = 0;
  const take = (wanted: string) => {
    if (tokens[at] !== wanted) throw new Error(`${expression}: ${tokens[at]} is not ${wanted}`);
    at += 1;
  };
  const list = (end: string): Term[] => {
    const terms = [level(0)];
    while (tokens[at] === ",") {
      at += 1;
      terms.push(level(0));
    }
    take(end);
    return terms;
  };
  const level = (depth: number): Term => {
    const operators = LEVELS[depth];
    if (!operators || operators.length === 0) return primary();
    let left = level(depth + 1);
    while (operators.includes(tokens[at] ?? "")) {
      const apply = OPERATORS[tokens[at] ?? ""];
      at += 1;
      const [a, b] = [one(left), one(level(depth + 1))];
      left = a === undefined || b === undefined ? undefined : apply?.(a, b);
    }
    return left;
  };
  const primary = (): Term => {
    const token = tokens[at] ?? "";
    at += 1;
    if (token === "(") return list(")")[0];
    if (token === "[") return list("]").map(one);
    if (/^\d/.test(token)) return Number(token);
    if (/^[A-Z]/.test(token)) {
      take("(");
      return call(token, list(")"));
    }
    if (!known.has(token)) throw new Error(`${expression}: ${token} is no id before it`);
    return known.get(token);
  };
  const result = level(0);
  if (at !== tokens.length) throw new Error(`${expression}: ${tokens[at]} is left over`);
  return result;
}

function call(name: string, terms: Term[]): Value {
  const [first, second, third] = terms;
  if (name === "FILL") return one(first) ?? one(second);
  if (name === "IF")
    return one(first) === undefined ? undefined : one(first) ? one(second) : one(third);
  const values = [first].flat().filter((each) => each !== undefined);
  if (values.length === 0) return undefined;
  if (name === "SUM") return values.reduce((sum, each) => sum + each, 0);
  if (name === "MAX") return Math.max(...values);
  throw new Error(`${name} is no function of it`);
}

function one(term: Term): Value {
  if (Array.isArray(term)) throw new Error("a list where one value is wanted");
  return term;
}
