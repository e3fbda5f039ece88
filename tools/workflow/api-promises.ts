import { z } from "zod";
import { parse } from "../../infra/problems";

/** What one API promises: what it takes, by type and whether it has to be given, and what it answers. */
export interface ApiPromises {
  readonly inputs: Readonly<
    Record<string, { readonly type?: string; readonly required?: boolean }>
  >;
  readonly outputs: readonly string[];
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

const node = z.record(z.string(), z.unknown());
const document = z.object({ openapi: z.string(), paths: z.record(z.string(), node).default({}) });
const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: node.default({}),
});
const operation = z.object({
  parameters: z.array(node).default([]),
  requestBody: node.optional(),
  responses: z.record(z.string(), node).default({}),
});
const schema = z.object({
  // OpenAPI 3.1 takes several, as JSON Schema does.
  type: z
    .union([z.string(), z.array(z.string()).transform((types) => types.join(" or "))])
    .optional(),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), node).default({}),
});

/**
 * What an OpenAPI 3 document promises, as far as its operations, their parameters, and the members of JSON bodies and
 * answers go (OpenAPI 3.1, "Operation Object"). References within the document are followed.
 *
 * @returns nothing where it is no such document
 * @throws {InvalidInput} where a part of one is malformed
 */
export function apiPromises(content: unknown): ApiPromises | undefined {
  const read = document.safeParse(content);
  if (!read.success) return undefined;
  const inputs: Record<string, { type?: string; required: boolean }> = {};
  const outputs: string[] = [];
  const target = (value: unknown): unknown => resolved(content, value) ?? {};
  const membersOf = (holder: unknown, name: string) => {
    const body = z
      .object({ content: z.object({ "application/json": z.object({ schema: node }) }) })
      .safeParse(target(holder));
    return body.success
      ? parse(schema, target(body.data.content["application/json"].schema), name)
      : undefined;
  };
  for (const [path, item] of Object.entries(read.data.paths)) {
    const shared = parse(z.array(node).default([]), item.parameters, path);
    for (const method of METHODS) {
      if (item[method] === undefined) continue;
      const name = `${method.toUpperCase()} ${path}`;
      const { parameters, requestBody, responses } = parse(operation, item[method], name);
      outputs.push(name);
      for (const each of [...shared, ...parameters]) {
        const given = parse(parameter, target(each), name);
        const { type } = parse(schema, target(given.schema), name);
        inputs[`${name}: ${given.in} ${given.name}`] = inputOf(type, given.required);
      }
      const body = membersOf(requestBody, name);
      for (const [member, value] of Object.entries(body?.properties ?? {})) {
        const { type } = parse(schema, target(value), name);
        inputs[`${name}: body ${member}`] = inputOf(type, body?.required.includes(member) === true);
      }
      for (const [status, response] of Object.entries(responses)) {
        outputs.push(`${name}: ${status}`);
        const members = Object.keys(membersOf(response, name)?.properties ?? {});
        outputs.push(...members.map((member) => `${name}: ${status} ${member}`));
      }
    }
  }
  return { inputs, outputs };
}

function inputOf(type: string | undefined, required: boolean) {
  return type === undefined ? { required } : { type, required };
}

/** What a reference within the document names (RFC 6901); else the value itself. */
function resolved(root: unknown, value: unknown, depth = 0): unknown {
  const reference = z.object({ $ref: z.string().startsWith("#/") }).safeParse(value);
  if (!reference.success || depth > 10) return value;
  const steps = reference.data.$ref.slice(2).split("/");
  const found = steps.reduce<unknown>((at, step) => {
    const held = node.safeParse(at);
    return held.success ? held.data[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }, root);
  return resolved(root, found, depth + 1);
}
