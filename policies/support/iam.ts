/** One principal of a statement: `*` alone is `{ kind: "*", value: "*" }`. */
export interface Principal {
  readonly kind: string;
  readonly value: string;
}

/** One test of a statement's condition. */
export interface Test {
  /** As it is written, such as `StringEquals` or `ForAllValues:StringLike`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of an IAM policy, with every one-or-many as many. */
export interface Statement {
  /** What a message calls it: its Sid, or its place. */
  readonly label: string;
  readonly allows: boolean;
  readonly principals: readonly Principal[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Elements that say what is left out: `NotAction`, `NotPrincipal`, `NotResource`. */
  readonly inverted: readonly string[];
  readonly tests: readonly Test[];
}

/** The statements of a policy, given as JSON text or as an object; nothing if it is not one. */
export function statementsOf(document: unknown): readonly Statement[] | undefined {
  const parsed = typeof document === "string" ? json(document) : document;
  if (!isRecord(parsed)) return undefined;
  const statements = many(parsed.Statement);
  if (statements.length === 0 || !statements.every(isRecord)) return undefined;
  return statements.map(read);
}

/** Values that `statement` demands of the condition key `key`, by `StringEquals` alone. */
export function mustEqual({ tests }: Statement, key: string): readonly string[] {
  return tests
    .filter((test) => test.operator === "StringEquals" && test.key === key)
    .flatMap(({ values }) => values);
}

/** Whether `pattern`, with the `*` and `?` of IAM, takes in `text` whatever its case. */
export function matchesIamPattern(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${source.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(text);
}

function read(raw: Readonly<Record<string, unknown>>, index: number): Statement {
  return {
    label: typeof raw.Sid === "string" && raw.Sid !== "" ? raw.Sid : `number ${index + 1}`,
    allows: raw.Effect !== "Deny",
    principals: principalsOf(raw.Principal),
    actions: many(raw.Action).map(String),
    resources: many(raw.Resource).map(String),
    inverted: ["NotAction", "NotPrincipal", "NotResource"].filter((key) => key in raw),
    tests: Object.entries(isRecord(raw.Condition) ? raw.Condition : {}).flatMap(
      ([operator, keys]) =>
        Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => ({
          operator,
          key,
          values: many(values).map(String),
        })),
    ),
  };
}

function principalsOf(principal: unknown): Principal[] {
  if (!isRecord(principal))
    return many(principal).map((each) => ({ kind: "*", value: String(each) }));
  return Object.entries(principal).flatMap(([kind, values]) =>
    many(values).map((value) => ({ kind, value: String(value) })),
  );
}

function many(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value instanceof Object && !Array.isArray(value);
}
