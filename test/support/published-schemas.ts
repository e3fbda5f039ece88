import { readFileSync } from "node:fs";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const FOLDER = new URL("../../docs/schemas/", import.meta.url);

const compiled = new Map<string, ValidateFunction>();

/**
 * What a published JSON Schema says of a value, by a validator that knows nothing of the schema's source: the
 * problems that it finds; empty where the value is right.
 *
 * @param file - below docs/schemas
 */
export function schemaProblems(file: string, value: unknown): string[] {
  const validate = compiled.get(file) ?? compile(file);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function compile(file: string): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
  compiled.set(file, validate);
  return validate;
}
