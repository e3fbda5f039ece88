import type { z } from "zod";
import { InvalidInput } from "../../infra/problems";

/** Most fields that a message names. */
const MOST = 5;

/**
 * What another system answered, as `schema` reads it. Its values are never shown: a secret may be among them.
 *
 * @param subject - the system, as the message's heading has it
 * @param what - what was asked
 * @throws {InvalidInput} with one message that names the fields which are not as expected
 */
export function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  { subject, what }: { readonly subject: string; readonly what: string },
): z.output<Schema> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.map(String).join(".") || "the whole");
  const shown = [...new Set(fields)].slice(0, MOST).join(", ");
  throw new InvalidInput(subject, [`${what}: an answer of another shape: ${shown}`]);
}
