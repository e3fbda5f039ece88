/** A value in a rule: a text in quotes, a number, a time, `true`, `false`, or `$key` of the context. */
type Operand = string;

/** A rule of a flag's variant, as it was read. */
export interface VariantRule {
  readonly operator: string;
  /** Operands by position: values, lists of values, and rules. */
  readonly operands: readonly (Operand | readonly Operand[] | VariantRule)[];
  /** Operands by name, such as `pct`. */
  readonly named: Readonly<Record<string, Operand>>;
}

type Kind = "value" | "list" | "rule";

/** What one operator takes: kinds of operands, or names and what each looks like. */
interface Signature {
  readonly takes?: readonly Kind[];
  /** Whether more of the last kind may follow. @default - they may not */
  readonly more?: boolean;
  readonly named?: Readonly<Record<string, RegExp>>;
  readonly optional?: Readonly<Record<string, RegExp>>;
}

const TEXT = /^"([^"\\]|\\.)*"$/;
const KEY = /^\$[A-Za-z_][\w.-]*$/;
const VALUE = /^("([^"\\]|\\.)*"|-?\d[\w.:+-]*|true|false|\$[A-Za-z_][\w.-]*)$/;
const PERCENT = /^(100(\.0+)?|\d{1,2}(\.\d+)?)$/;

const COMPARES: Signature = { takes: ["value", "value"] };
const JOINS: Signature = { takes: ["rule", "rule"], more: true };

/** Source: AWS AppConfig user guide, "Defining rules for multi-variant feature flags". */
const OPERATORS: Readonly<Record<string, Signature>> = {
  eq: COMPARES,
  gt: COMPARES,
  gte: COMPARES,
  lt: COMPARES,
  lte: COMPARES,
  and: JOINS,
  or: JOINS,
  not: { takes: ["rule"] },
  begins_with: COMPARES,
  ends_with: COMPARES,
  contains: COMPARES,
  in: { takes: ["value", "list"] },
  matches: { named: { in: KEY, pattern: TEXT } },
  exists: { named: { key: TEXT } },
  split: { named: { pct: PERCENT, by: KEY }, optional: { seed: TEXT } },
};

const TOKEN = /\s*([()[\],]|[A-Za-z_]+::|"(?:[^"\\]|\\.)*"|[^\s()[\],"]+)/y;

/**
 * Reads the rule of a variant.
 *
 * @throws {SyntaxError} that says what was expected, where AppConfig would refuse the rule
 */
export function readVariantRule(text: string): VariantRule {
  const tokens = tokensOf(text);
  const rule = ruleFrom(tokens);
  if (tokens.length > 0) throw new SyntaxError("one rule, and nothing after it");
  return rule;
}

function tokensOf(text: string): string[] {
  const trimmed = text.trimEnd();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const [, token] = TOKEN.exec(trimmed) ?? [];
    if (token === undefined) throw new SyntaxError("texts that end with a quote");
    tokens.push(token);
  }
  return tokens;
}

/** Takes one rule off the front of `tokens`. */
function ruleFrom(tokens: string[]): VariantRule {
  if (tokens.shift() !== "(") throw new SyntaxError('a rule such as "(eq $country \\"CA\\")"');
  const operator = tokens.shift() ?? "";
  const signature = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!signature) throw new SyntaxError(`an operator: one of ${Object.keys(OPERATORS).join(", ")}`);
  const operands: VariantRule["operands"][number][] = [];
  const named: Record<string, Operand> = {};
  while (tokens[0] !== ")") {
    const [next] = tokens;
    if (next === undefined) throw new SyntaxError("a closing parenthesis for each opening one");
    if (next === "(") operands.push(ruleFrom(tokens));
    else if (next === "[") operands.push(listFrom(tokens));
    else if (next.endsWith("::")) named[next.slice(0, -2)] = tokens.splice(0, 2)[1] ?? "";
    else operands.push(valueFrom(tokens));
  }
  tokens.shift();
  check(operator, signature, operands.map(kindOf), named);
  return { operator, operands, named };
}

function listFrom(tokens: string[]): Operand[] {
  const list: Operand[] = [];
  do {
    tokens.shift();
    list.push(valueFrom(tokens));
  } while (tokens[0] === ",");
  if (tokens.shift() !== "]") throw new SyntaxError('a list such as ["a", "b"]');
  return list;
}

function valueFrom(tokens: string[]): Operand {
  const value = tokens.shift() ?? "";
  if (VALUE.test(value)) return value;
  throw new SyntaxError('"text", a number, a time, true, false, or $key of the context');
}

function check(
  operator: string,
  { takes = [], more = false, named = {}, optional = {} }: Signature,
  kinds: readonly Kind[],
  given: Readonly<Record<string, Operand>>,
): void {
  const wanted = kinds.map((_, index) => takes[more ? Math.min(index, takes.length - 1) : index]);
  const enough = more ? kinds.length >= takes.length : kinds.length === takes.length;
  if (!enough || wanted.some((kind, index) => kind !== kinds[index])) {
    const list = takes.map((kind) => `a ${kind}`).join(" and ") || "names alone";
    throw new SyntaxError(`${list}${more ? ", or more" : ""} after ${operator}`);
  }
  for (const [name, pattern] of Object.entries({ ...optional, ...named })) {
    const value = given[name] ?? (Object.hasOwn(optional, name) ? undefined : "");
    if (value === undefined || pattern.test(value)) continue;
    throw new SyntaxError(`${name}:: of ${operator} that matches ${pattern}`);
  }
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(named, name) || Object.hasOwn(optional, name)) continue;
    throw new SyntaxError(`no ${name}:: of ${operator}`);
  }
}

function kindOf(operand: VariantRule["operands"][number]): Kind {
  if (typeof operand === "string") return "value";
  return "operator" in operand ? "rule" : "list";
}
