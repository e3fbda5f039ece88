import type { Lambda } from "@aws-sdk/client-lambda";
import type { Outcome, Step } from "../synthetic-check/check";

/** A published version of a function. */
export interface Version {
  readonly functionName: string;
  readonly version: string;
}

/** Calls a version as its HTTP API does, and reads the status of its answer. */
export async function callVersion(
  lambda: Lambda,
  { functionName: FunctionName, version: Qualifier }: Version,
  step: Step,
): Promise<Outcome> {
  try {
    const Payload = JSON.stringify(requestOf(step));
    const called = await lambda.invoke({ FunctionName, Qualifier, Payload });
    const text = called.Payload?.transformToString() ?? "null";
    if (called.FunctionError !== undefined) return { failure: `failed: ${text.slice(0, 256)}` };
    return { status: statusOf(JSON.parse(text)) };
  } catch (error) {
    return { failure: `failed: ${error instanceof Error ? error.message : error}` };
  }
}

/** API Gateway developer guide, "Lambda proxy integrations for HTTP APIs": format 2.0, as the HTTP APIs here send it. */
function requestOf({ method, url, body }: Step): object {
  const { pathname, search, hostname } = new URL(url);
  const rawQueryString = search.slice(1);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: pathname,
    rawQueryString,
    headers: {
      host: hostname,
      "user-agent": "nc-smoke-test",
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: {
      domainName: hostname,
      http: {
        method,
        path: pathname,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "nc-smoke-test",
      },
      requestId: "nc-smoke-test",
      routeKey: "$default",
      stage: "$default",
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

/** The same page: an answer without a status is the body of a success. */
function statusOf(answer: unknown): number {
  const { statusCode = 200 } = Object(answer);
  return Number(statusCode);
}
