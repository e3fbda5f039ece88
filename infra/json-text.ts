import { formatProblem, InvalidInput } from "./problems";

/** Most characters of a wrong text that a message shows. */
const SHOWN = 60;

/**
 * The value that a JSON text has.
 *
 * @param subject - heading of the message, such as the file's name
 * @throws {InvalidInput} if it is no JSON
 */
export function parseJsonText(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
    throw new InvalidInput(subject, [formatProblem("text", shown, "JSON")]);
  }
}
