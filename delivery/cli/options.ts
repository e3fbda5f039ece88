import { z } from "zod";
import { formatProblem, InvalidInput, parse } from "../../infra/problems";

/** A wrong command line: its exit code is not that of a gate that says no. */
export class UsageError extends InvalidInput {}

/** What a command line gave, before any of it is checked. */
export interface Given {
  /** The verb's name, such as `release show`. */
  readonly verb: string;
  /** Values by option, in camel case. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What is no option of the verb. */
  readonly rest: readonly string[];
}

/** One option of a verb, as a command line and its help show it. */
export interface Option {
  /** In camel case, as the verb's schema has it. */
  readonly name: string;
  /** Such as `--dry-run`. */
  readonly flag: string;
  readonly description: string;
  /** Whether it stands alone, without a value. */
  readonly alone: boolean;
  readonly required: boolean;
  /** The values that it takes. @default - any text */
  readonly choices?: readonly string[] | undefined;
}

const property = z.object({
  type: z.string().optional(),
  description: z.string(),
  enum: z.array(z.string()).optional(),
});
const objectSchema = z.object({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

/** The options of a verb, in the order of its schema. */
export function optionsOf(input: z.ZodObject): readonly Option[] {
  const { properties, required } = objectSchema.parse(z.toJSONSchema(input, { io: "input" }));
  return Object.entries(properties).map(([name, { type, description, enum: choices }]) => ({
    name,
    flag: flagOf(name),
    description,
    alone: type === "boolean",
    required: required.includes(name),
    choices,
  }));
}

/**
 * The options of a command line, checked.
 *
 * @param positional - names of those that are given without their name
 * @throws {UsageError} that lists every problem
 */
export function readOptions<Input extends z.ZodObject>(
  input: Input,
  positional: readonly string[],
  given: Given,
): z.output<Input> {
  const subject = `nc ${given.verb}`;
  const label = (name: string) => (positional.includes(name) ? `<${name}>` : flagOf(name));
  const unknown = given.rest.map((each) =>
    formatProblem("the argument", each, `an option that nc ${given.verb} --help lists`),
  );
  const read = checked(input, given.options, subject, label);
  const named = read instanceof InvalidInput ? read.problems : [];
  if (read instanceof InvalidInput || unknown.length > 0) {
    throw new UsageError(subject, [...named, ...unknown]);
  }
  return read;
}

/**
 * Values that stand for options which were not given, or for those that were, checked.
 *
 * @throws {InvalidInput} that lists every problem by its option, such as `--run-id`
 */
export function parseOptions<Input extends z.ZodObject>(
  input: Input,
  values: unknown,
  subject: string,
): z.output<Input> {
  const read = checked(input, values, subject, flagOf);
  if (read instanceof InvalidInput) throw read;
  return read;
}

function checked<Input extends z.ZodObject>(
  input: Input,
  options: unknown,
  subject: string,
  label: (name: string) => string,
): z.output<Input> | InvalidInput {
  try {
    return parse(input, options, subject) as z.output<Input>;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const fields = Object.entries<z.core.$ZodType>(input.shape);
    const descriptions = new Map(
      fields.map(([name, field]) => [name, z.globalRegistry.get(field)?.description]),
    );
    const named = error.problems.map((problem) =>
      described(problem, descriptions).replace(/^[a-zA-Z]+/, label),
    );
    return new InvalidInput(subject, named);
  }
}

/** A problem, in the words of the option where any text would do: an option without its value is `true`, and missing. */
function described(problem: string, descriptions: ReadonlyMap<string, string | undefined>): string {
  return problem
    .replace(/^([a-zA-Z]+) is true: /, "$1 is missing: ")
    .replace(
      /^([a-zA-Z]+) is missing: expected a string$/,
      (_, name: string) => `${name} is missing: expected ${descriptions.get(name) ?? "a string"}`,
    );
}

/** `dryRun` as `--dry-run`. */
function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
