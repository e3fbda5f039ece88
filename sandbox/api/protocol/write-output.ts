import { Readable } from "node:stream";
import { NormalizedSchema } from "@smithy/core/schema";
import type { Operation } from "../operation";
import type { Service } from "../service";
import type { ApiResponse } from "./message";
import { writeResult } from "./query";

/** Headers that the SDK writes into a request and that no answer has. */
const OF_REQUESTS = ["x-amz-target", "x-amzn-query-mode", "accept"];

/**
 * An output as the operation's answer.
 *
 * The SDK writes requests, not answers: it is given the output as the input of an operation, and
 * what it would have sent is answered.
 */
export async function writeOutput(
  service: Service,
  operation: Operation,
  output: object,
  requestId: string,
): Promise<ApiResponse> {
  if (service.protocol.getShapeId() === "aws.protocols#awsQuery") {
    const body = writeResult(service, operation, output, requestId);
    return { status: 200, headers: { "content-type": "text/xml" }, body };
  }
  const [, namespace, name, traits, , schema] = operation.schema;
  const { status, members } = statusIn(operation, output);
  const request = await service.protocol.serializeRequest(
    {
      namespace,
      name,
      traits: isRest(traits) ? { http: ["POST", "/", 200] } : {},
      input: schema,
      output: "unit",
    },
    members,
    service.context,
  );
  const headers = Object.entries(request.headers).filter(([key]) => !OF_REQUESTS.includes(key));
  return {
    status: status ?? (isRest(traits) ? traits.http[2] : 200),
    headers: Object.fromEntries(headers),
    body: await bodyOf(request.body),
  };
}

/** A body as text or bytes: the SDK hands a stream on as it is. */
async function bodyOf(body: unknown): Promise<string | Uint8Array> {
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  if (!(body instanceof Readable)) return "";
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function isRest(traits: unknown): traits is { http: [string, string, number] } {
  return traits instanceof Object && "http" in traits;
}

/** The HTTP status that an output's own member gives, and the other members. */
function statusIn({ schema }: Operation, output: object) {
  const outputSchema = NormalizedSchema.of(schema[5]);
  const members: Record<string, unknown> = { ...output };
  if (outputSchema.isUnitSchema()) return { status: undefined, members };
  for (const [name, member] of Object.entries(outputSchema.getMemberSchemas())) {
    if (!member.getMemberTraits().httpResponseCode) continue;
    const status = Number(members[name] ?? 200);
    delete members[name];
    return { status, members };
  }
  return { status: undefined, members };
}
