/** An expression, the steps before it and the metrics that it takes, each by its id. */
export interface MetricMath {
  readonly metrics: object;
  /** In the order in which they depend on each other. @default - none */
  readonly steps?: Readonly<Record<string, string>>;
  readonly expression: string;
}

/** A value at one time; nothing where it is missing. */
type Value = number | undefined;

/** A number of an expression, the point of a time series, or an array of points. */
type Term = { readonly scalar: number } | { readonly point: Value } | { readonly array: Value[] };

const OPERATORS: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "<": (a, b) => Number(a < b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
};
const LEVELS = [[">=", ">", "<"], ["+", "-"], ["*", "/"], []];

/**
 * What CloudWatch would compute at one time, with the metrics at these values: the part of its
 * metric math that the alarms use. Between two time series a missing point counts as 0, as long as the
 * other has one; where neither has, or where the divisor is 0, the result has none.
 *
 * Source: Amazon CloudWatch user guide, "Using math expressions with CloudWatch metrics": "Basic
 * arithmetic functions", "Comparison and logical operators" and "Using IF expressions".
 */
export function compute({ metrics, steps = {}, expression }: MetricMath, at: object): Value {
  const known = new Map<string, Term>(
    Object.keys(metrics).map((id) => [id, { point: Reflect.get(at, id) }]),
  );
  for (const [id, step] of Object.entries(steps)) known.set(id, evaluate(step, known));
  return one(evaluate(expression, known));
}

function evaluate(expression: string, known: ReadonlyMap<string, Term>): Term {
  const tokens = expression.match(/\d+(\.\d+)?|\w+|>=|[-+*/<>()[\],]/g) ?? [];
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
      const operator = tokens[at] ?? "";
      at += 1;
      left = operate(operator, left, level(depth + 1));
    }
    return left;
  };
  const primary = (): Term => {
    const token = tokens[at] ?? "";
    at += 1;
    if (token === "(") return sole(list(")"));
    if (token === "[") return { array: list("]").map(one) };
    if (/^\d/.test(token)) return { scalar: Number(token) };
    if (/^[A-Z]/.test(token)) {
      take("(");
      return { point: call(token, list(")")) };
    }
    const term = known.get(token);
    if (!term) throw new Error(`${expression}: ${token} is no id before it`);
    return term;
  };
  const result = level(0);
  if (at !== tokens.length) throw new Error(`${expression}: ${tokens[at]} is left over`);
  return result;
}

function operate(operator: string, left: Term, right: Term): Term {
  const apply = OPERATORS[operator];
  if (!apply) throw new Error(`${operator} is no operator of it`);
  if ("scalar" in left && "scalar" in right) return { scalar: apply(left.scalar, right.scalar) };
  const series = [left, right].filter((term) => !("scalar" in term)).map(one);
  if (series.every((value) => value === undefined)) return { point: undefined };
  const [a, b] = [one(left) ?? 0, one(right) ?? 0];
  return { point: operator === "/" && b === 0 ? undefined : apply(a, b) };
}

function call(name: string, terms: Term[]): Value {
  const [first, second, third] = terms;
  if (!first) throw new Error(`${name} needs an argument`);
  if (name === "FILL") return one(first) ?? point(second);
  if (name === "IF") {
    const condition = one(first);
    if (condition === undefined) return undefined;
    return condition === 0 ? point(third) : (point(second) ?? 0);
  }
  const values = ("array" in first ? first.array : [one(first)]).filter(
    (each) => each !== undefined,
  );
  if (values.length === 0) return undefined;
  if (name === "SUM") return values.reduce((sum, each) => sum + each, 0);
  if (name === "MAX") return Math.max(...values);
  throw new Error(`${name} is no function of it`);
}

function sole(terms: Term[]): Term {
  const [term] = terms;
  if (!term || terms.length > 1) throw new Error("one value is wanted in parentheses");
  return term;
}

/** The value of an argument that may be left out. */
function point(term: Term | undefined): Value {
  return term && one(term);
}

function one(term: Term): Value {
  if ("array" in term) throw new Error("a list where one value is wanted");
  return "scalar" in term ? term.scalar : term.point;
}
