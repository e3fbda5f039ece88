import { Readable } from "node:stream";
import { HttpResponse } from "@smithy/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { $SchemaRef } from "@smithy/types";
import type { Operation } from "../operation";
import type { Service } from "../service";
import { ServiceError } from "../service-error";
import { contentOf } from "./chunked";
import type { Found } from "./find-operation";
import type { ApiRequest } from "./message";
import { readForm } from "./query";

/** The SDK's number of a text in a schema. Source: @smithy/types, `StringSchema`. */
const TEXT = 0;

/**
 * The input of an operation, read out of a request.
 *
 * The SDK reads answers, not requests: it is given the request as the answer of an operation whose
 * output is this one's input. What only a request has, labels and query, is read here.
 *
 * @throws {ServiceError} if it is not what the operation's model says
 */
export async function readInput(
  service: Service,
  { operation, labels }: Found,
  request: ApiRequest,
): Promise<object> {
  try {
    if (service.protocol.getShapeId() === "aws.protocols#awsQuery") {
      return readForm(operation, new URLSearchParams(Buffer.from(request.body).toString()));
    }
    const content = contentOf(request);
    const { $metadata: _, ...input } = await service.protocol.deserializeResponse(
      asAnswer(operation),
      service.context,
      new HttpResponse({
        statusCode: 200,
        headers: { ...request.headers },
        body: hasStream(operation) ? Readable.from([content]) : content,
      }),
    );
    return Object.assign(input, await readLabels(operation, labels), readQuery(operation, request));
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new ServiceError(
      "SerializationException",
      `${error instanceof Error ? error.message : error}`,
    );
  }
}

function asAnswer({ schema: [, namespace, name, , input] }: Operation) {
  return { namespace, name, traits: {}, input: "unit" as const, output: withoutUrl(input) };
}

/** The members of an input that are not in the URL of its request: an answer has none. */
function withoutUrl(input: $SchemaRef): $SchemaRef {
  const schema = NormalizedSchema.of(input);
  const model = schema.getSchema();
  if (!Array.isArray(model) || model[0] !== 3) return input;
  const [, namespace, name, traits, members, schemas] = model;
  const kept = members.flatMap((member, index) => {
    const { httpLabel, httpQuery } = schema.getMemberSchema(member).getMemberTraits();
    const own = schemas[index];
    return httpLabel || httpQuery || own === undefined ? [] : [[member, own] as const];
  });
  return [3, namespace, name, traits, kept.map(([each]) => each), kept.map(([, each]) => each)];
}

function hasStream({ schema: [, , , , input] }: Operation): boolean {
  const members = Object.values(NormalizedSchema.of(input).getMemberSchemas());
  return members.some((each) => each.isStreaming());
}

function readLabels({ schema }: Operation, labels: Found["labels"]): object {
  const members = NormalizedSchema.of(schema[4]).getMemberSchemas();
  return Object.fromEntries(
    Object.entries(labels).map(([name, text]) => [name, typedValue(members[name], text)]),
  );
}

function readQuery({ schema }: Operation, { query }: ApiRequest): object {
  const members = Object.entries(NormalizedSchema.of(schema[4]).getMemberSchemas());
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      const key = member.getMemberTraits().httpQuery;
      if (key === undefined || !query.has(key)) return [];
      return [
        [
          name,
          member.isListSchema() ? query.getAll(key) : typedValue(member, query.get(key) ?? ""),
        ],
      ];
    }),
  );
}

/** A label or a query parameter as its member's type. */
function typedValue(member: NormalizedSchema | undefined, text: string): unknown {
  if (member === undefined || member.getSchema() === TEXT) return text;
  if (member.isBooleanSchema()) return text === "true";
  if (member.isNumericSchema()) return Number(text);
  return member.isTimestampSchema() ? new Date(text) : text;
}
