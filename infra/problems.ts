import { z } from "zod";

/** A user's mistake: one message that lists every problem, a line each, and never a stack trace. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";

  /** @param problems - each as {@link formatProblem} words it; at least one */
  constructor(
    subject: string,
    readonly problems: readonly string[],
  ) {
    super(`${subject}:\n${problems.map((each) => `  ${each}`).join("\n")}`);
  }
}

/** Gathers the mistakes that several checks find, so that a user sees them all at once. */
export class ProblemList {
  private readonly found: InvalidInput[] = [];

  /** What `work` returns; nothing where it throws a user's mistake. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.add(error);
      return undefined;
    }
  }

  /**
   * Adds a mistake, once.
   *
   * @throws what is no user's mistake
   */
  add(error: unknown): void {
    if (!(error instanceof InvalidInput)) throw error;
    if (this.found.some(({ message }) => message === error.message)) return;
    this.found.push(error);
  }

  /** @throws {InvalidInput} the one that was found, or under `subject` all of them */
  throwIfAny(subject: string): void {
    const [first, ...others] = this.found;
    if (first === undefined) return;
    if (others.length === 0) throw first;
    const problems = this.found.map(({ message }) => message.replaceAll("\n", "\n  "));
    throw new InvalidInput(subject, problems);
  }
}

/** Words one problem: `<field> is <got>: expected <want>`. */
export function formatProblem(field: string, got: unknown, want: string): string {
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
  const result = schema.safeParse(value, { error: wanted });
  if (!result.success) throw new InvalidInput(subject, problemsOf(result.error.issues, value));
  return freeze(result.data) as Frozen<z.output<T>>;
}

/** A refinement by a function that says what is wanted of a wrong text, and nothing of a right one. */
export function wanting(problem: (text: string) => string | undefined) {
  return (text: string, context: z.core.$RefinementCtx): void => {
    const message = problem(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  };
}

/** `T` with every level read-only. */
export type Frozen<T> = T extends (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** A field by its path, and what is wanted there. */
export interface FieldFinding {
  readonly path: readonly string[];
  readonly want: string;
}

/** Further fields for which a mistake may be reported: a custom issue carries them as its `params`. */
const elsewhere = z.object({
  /** Length of the issue's own path, from what was read. */
  depth: z.int(),
  or: z.array(z.object({ path: z.array(z.string()), want: z.string() })),
});

/**
 * The `params` of a custom issue at `path`. Where that field is not written, the first of `or` that is
 * written is named instead.
 */
export function orElsewhere(
  path: readonly string[],
  or: readonly FieldFinding[],
): Record<string, unknown> {
  return { depth: path.length, or };
}

/** The field that the user has written, of those for which the mistake may be reported. */
function writtenField(
  issue: z.core.$ZodIssue,
  root: unknown,
): { path: PropertyKey[]; want: string } {
  const own = { path: issue.path, want: issue.message };
  if (issue.code !== "custom" || valueAt(root, own.path) !== undefined) return own;
  const { depth = 0, or = [] } = elsewhere.safeParse(issue.params).data ?? {};
  const base = own.path.slice(0, own.path.length - depth);
  const fields = or.map(({ path, want }) => ({ path: [...base, ...path], want }));
  return fields.find(({ path }) => valueAt(root, path) !== undefined) ?? own;
}

function problemsOf(issues: readonly z.core.$ZodIssue[], root: unknown): string[] {
  const problems = issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      const { path, want } = writtenField(issue, root);
      return [formatProblem(fieldAt(path), valueAt(root, path), want)];
    }
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return formatProblem(fieldAt(path), valueAt(root, path), "no such field");
    });
  });
  return [...new Set(problems)];
}

/** What is wanted, where the schema has no words of its own for it. */
function wanted(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return kind(String(issue.expected));
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_union":
      return oneOf(Array.isArray(issue.options) ? issue.options : []);
    case "invalid_key":
      return issue.issues.map(({ message }) => message).join(", ");
    case "too_small":
      return `${issue.inclusive === false ? "above" : "at least"} ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `${issue.inclusive === false ? "below" : "at most"} ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return "a valid value";
  }
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.map(show);
  return shown.length > 1 ? `one of ${shown.join(", ")}` : (shown[0] ?? "a valid value");
}

function kind(expected: string): string {
  if (expected === "int") return "a whole number";
  return `${/^[aeiou]/.test(expected) ? "an" : "a"} ${expected}`;
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  if (origin === "array" || origin === "set") return " entries";
  return "";
}

function fieldAt(path: readonly PropertyKey[]): string {
  const dotted = path.reduce<string>((field, key) => {
    if (typeof key === "number") return `${field}[${key}]`;
    const name = String(key);
    return PLAIN.test(name) ? `${field}${field && "."}${name}` : `${field}[${show(name)}]`;
  }, "");
  return dotted || "value";
}

/** A name that is shown as it is; any other is quoted, so that no name is taken for something else. */
const PLAIN = /^[\p{L}\p{N}_$@./-][\p{L}\p{N}_$@./:-]*$/u;

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, key)
        ? Reflect.get(at, key)
        : undefined,
    value,
  );
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "bigint") return `${value}`;
  try {
    // JSON leaves some control characters and line separators as they are.
    const text = JSON.stringify(value) ?? String(value);
    return text.replace(/[\p{Cc}\u2028\u2029]/gu, escaped);
  } catch {
    return String(value);
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function freeze<T>(value: T): T {
  if (value instanceof Object && !Object.isFrozen(value)) {
    for (const each of Object.values(value)) freeze(each);
    Object.freeze(value);
  }
  return value;
}
