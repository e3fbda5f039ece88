import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { describedOperation, description, type JsonSchema } from "./description";

/** Options for the dialect of OpenAPI 3.0: `nullable` is Ajv's own, unknown formats and words are passed over. */
const DIALECT = { strict: false, allErrors: true, logger: false } as const;

/** Text of a URL or a header becomes the number or boolean that is described; a body has its types. */
const checkers = { text: checker(true), json: checker(false) };

const compiled = new Map<string, ValidateFunction>();

/**
 * What GitHub's description has against the parameters of a call; numbers and booleans are read from their text.
 * A name that it does not have is a problem too, though GitHub itself passes over it.
 */
export function parameterProblems(
  route: string,
  where: "path" | "query",
  values: Record<string, unknown>,
): string[] {
  const parameters = describedOperation(route).parameters.filter((each) => each.in === where);
  const schema = {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
  return problemsOf(checkers.text, `${route} ${where}`, schema, values);
}

/** What GitHub's description has against the body of a call. */
export function bodyProblems(route: string, body: unknown): string[] {
  const { body: schema } = describedOperation(route);
  if (schema === null) return body === undefined ? [] : ["/: must be absent"];
  const properties = schema.properties;
  const closed = properties ? { ...schema, additionalProperties: false } : schema;
  return problemsOf(checkers.json, `${route} body`, closed, body ?? {});
}

/** What GitHub's description has against an answer of the sandbox itself. */
export function answerProblems(route: string, status: number, body: unknown): string[] {
  const schema = describedOperation(route).answers[String(status)];
  if (schema === undefined) return [`/: status ${status} is not described`];
  if (schema === null) return body === undefined ? [] : ["/: must be absent"];
  return problemsOf(checkers.json, `${route} ${status}`, schema, body);
}

/** What GitHub's description has against an event, such as `deployment_protection_rule-requested`. */
export function eventProblems(name: string, event: unknown): string[] {
  const schema = `webhook-${name.replaceAll("_", "-")}`;
  return problemsOf(checkers.json, schema, { $ref: `#/components/schemas/${schema}` }, event);
}

function checker(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ ...DIALECT, coerceTypes });
  formats.default(ajv);
  return ajv;
}

function problemsOf(ajv: Ajv, key: string, schema: JsonSchema, value: unknown): string[] {
  let validate = compiled.get(key);
  if (!validate) {
    validate = ajv.compile({ ...schema, components: { schemas: description().schemas } });
    compiled.set(key, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []).map(word);
}

function word({ instancePath, message = "is wrong", params }: ErrorObject): string {
  const extra = "additionalProperty" in params ? ` (${params.additionalProperty})` : "";
  return `${instancePath || "/"}: ${message}${extra}`;
}
