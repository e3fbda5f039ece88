import type { z } from "zod";

/** A user's mistake: one message that lists every problem, a line each, and never a stack trace. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";

  /** @param problems - each as {@link problem} words it; at least one */
  constructor(
    subject: string,
    readonly problems: readonly string[],
  ) {
    super(`${subject}:\n${problems.map((each) => `  ${each}`).join("\n")}`);
  }
}

/** Words one problem: `<field> is <got>: expected <want>`. */
export function problem(field: string, got: unknown, want: string): string {
  return `${field} is ${show(got)}: expected ${want}`;
}

/**
 * `value` as `schema` reads it, defaults filled in and deeply frozen.
 *
 * A schema's custom message is read as what it wants: `z.string().regex(ID, "12 digits")`.
 *
 * @throws {InvalidInput} that lists every problem under the heading `subject`
 */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  subject: string,
): Frozen<z.output<T>> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw new InvalidInput(subject, problemsOf(result.error.issues, value));
  return freeze(result.data) as Frozen<z.output<T>>;
}

/** `T` with every level read-only. */
export type Frozen<T> = T extends (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

function problemsOf(issues: readonly z.core.$ZodIssue[], root: unknown): string[] {
  return issues.flatMap((issue) => {
    const field = fieldAt(issue.path);
    if (issue.code === "unrecognized_keys") {
      const holder = valueAt(root, issue.path);
      return issue.keys.map((key) =>
        problem(fieldAt([...issue.path, key]), valueAt(holder, [key]), "no such field"),
      );
    }
    if (issue.code === "invalid_key") return problem(field, issue.path.at(-1), issue.message);
    return problem(field, valueAt(root, issue.path), wanted(issue));
  });
}

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return isOurs(issue) ? issue.message : kind(issue.expected);
    case "invalid_value":
      return isOurs(issue)
        ? issue.message
        : issue.values.length === 1
          ? show(issue.values[0])
          : `one of ${issue.values.map(show).join(", ")}`;
    case "too_small":
      return isOurs(issue) ? issue.message : `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return isOurs(issue) ? issue.message : `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "invalid_union":
      return isOurs(issue) ? issue.message : `one of ${(issue.options ?? []).map(show).join(", ")}`;
    default:
      return issue.message;
  }
}

/** Zod's own messages say "Invalid ..." or "Too ..."; a schema's own says what it wants. */
function isOurs({ message }: z.core.$ZodIssue): boolean {
  return !/^(Invalid|Too|Unrecognized)\b/.test(message);
}

function kind(expected: string): string {
  const article = /^[aeiou]/.test(expected) ? "an" : "a";
  return expected === "int" ? "a whole number" : `${article} ${expected}`;
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  if (origin === "array" || origin === "set") return " entries";
  return "";
}

function fieldAt(path: readonly PropertyKey[]): string {
  const dotted = path.reduce<string>(
    (field, key) =>
      typeof key === "number" ? `${field}[${key}]` : `${field}${field && "."}${String(key)}`,
    "",
  );
  return dotted || "value";
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      at instanceof Object && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
    value,
  );
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "bigint") return `${value}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function freeze<T>(value: T): T {
  if (value instanceof Object && !Object.isFrozen(value)) {
    for (const each of Object.values(value)) freeze(each);
    Object.freeze(value);
  }
  return value;
}
