import { z } from "zod";
import type { DescribedOperation, Description, JsonSchema } from "./description";

const SCHEMA: z.ZodType<JsonSchema> = z.record(z.string(), z.unknown());
const PARAMETER = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean().default(false),
  schema: SCHEMA,
});
const CONTENT = z.object({
  content: z.object({ "application/json": z.object({ schema: SCHEMA }).optional() }).optional(),
});
const OPERATION = z.object({
  parameters: z.array(SCHEMA).default([]),
  requestBody: CONTENT.optional(),
  responses: z.record(z.string(), SCHEMA),
});
const OPENAPI = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({
    schemas: z.record(z.string(), SCHEMA),
    parameters: z.record(z.string(), SCHEMA),
    responses: z.record(z.string(), SCHEMA),
  }),
});

/** Members that say nothing that can be checked. */
const PROSE = new Set(["description", "example", "examples", "title", "externalDocs", "x-github"]);

/**
 * The operations of `routes` in an OpenAPI 3.0 description, with all schemas that they refer to.
 *
 * @param routes - each as `GET /repos/{owner}/{repo}`
 * @param events - names of schemas of webhook events. @default - none
 * @throws {Error} if the description has no such operation
 */
export function selectOperations(
  openapi: unknown,
  routes: readonly string[],
  events: readonly string[] = [],
): Description {
  const { paths, components } = OPENAPI.parse(openapi);
  const target = (value: JsonSchema): JsonSchema => {
    const [, kind, name = ""] = /^#\/components\/(\w+)\/(.+)$/.exec(String(value.$ref)) ?? [];
    if (kind !== "parameters" && kind !== "responses") return value;
    return components[kind][name] ?? value;
  };
  const schemas: Record<string, JsonSchema> = {};
  const plain = (value: unknown, isMap = false): unknown => {
    if (Array.isArray(value)) return value.map((each) => plain(each));
    if (!(value instanceof Object)) return value;
    const members = Object.entries(value).filter(([key]) => isMap || !PROSE.has(key));
    for (const [key, member] of members) if (key === "$ref") keep(String(member));
    const stripped = members.map(([key, member]) => [key, plain(member, key === "properties")]);
    return isMap ? Object.fromEntries(stripped) : withNull(Object.fromEntries(stripped));
  };
  const schema = (value: unknown): JsonSchema => SCHEMA.parse(plain(value));
  const keep = (reference: string): void => {
    const name = reference.replace("#/components/schemas/", "");
    if (schemas[name]) return;
    schemas[name] = {};
    schemas[name] = schema(components.schemas[name]);
  };
  const operations = routes.map((route): [string, DescribedOperation] => {
    const [method = "", path = ""] = route.split(" ");
    const found = paths[path]?.[method.toLowerCase()];
    if (!found) throw new Error(`GitHub's description has no ${route}`);
    const { parameters, requestBody, responses } = OPERATION.parse(found);
    const body = requestBody?.content?.["application/json"]?.schema;
    const good = Object.entries(responses).filter(([status]) => status.startsWith("2"));
    const answers = good.map(([status, response]): [string, JsonSchema | null] => {
      const content = CONTENT.parse(target(response)).content?.["application/json"]?.schema;
      return [status, content ? schema(content) : null];
    });
    return [
      route,
      {
        parameters: parameters
          .map((each) => PARAMETER.parse(target(each)))
          .map((each) => ({ ...each, schema: schema(each.schema) })),
        body: body ? schema(body) : null,
        answers: Object.fromEntries(answers),
      },
    ];
  });
  for (const name of events) keep(name);
  return { operations: Object.fromEntries(operations), schemas };
}

/** In the words of JSON Schema, what OpenAPI 3.0 says with `nullable` alone. */
function withNull(schema: JsonSchema): JsonSchema {
  const { nullable, ...others } = schema;
  if (nullable !== true) return schema;
  if (others.type === undefined) return { anyOf: [others, { type: "null" }] };
  if (!Array.isArray(others.enum)) return schema;
  return { ...schema, enum: [...new Set([...others.enum, null])] };
}
