import { parse as parseToml } from "smol-toml";
import { z } from "zod";
import { formatProblem, InvalidInput, parse } from "../../../infra/problems";

/** The build backend of wheels: hatchling writes the same wheel twice where `SOURCE_DATE_EPOCH` is set. */
const BACKEND = "hatchling.build";

const EXACT = /^hatchling==\d+(\.\d+)*$/;

const pyproject = z.object({
  "build-system": z.object({
    "build-backend": z.literal(BACKEND, `"${BACKEND}"`),
    requires: z
      .array(z.string())
      .refine(
        ([backend = "", ...others]) => others.length === 0 && EXACT.test(backend),
        'one version of hatchling alone, such as ["hatchling==1.27.0"]',
      ),
  }),
});

/**
 * Checks that a Python project is built by one version of one backend: another version may write other bytes.
 *
 * @param file - its path, as messages name it
 * @throws {InvalidInput} that lists every problem
 */
export function checkPyproject(file: string, text: string): void {
  let value: unknown;
  try {
    value = parseToml(text);
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split("\n") : [];
    throw new InvalidInput(file, [formatProblem("text", reason, "TOML")]);
  }
  parse(pyproject, value, file);
}
