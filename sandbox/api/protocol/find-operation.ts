import type { StaticOperationSchema } from "@smithy/types";
import type { Operation } from "../operation";
import type { Service } from "../service";
import { ServiceError } from "../service-error";
import type { ApiRequest } from "./message";
import { type Route, routeOf } from "./route";

/** What a request asks for: an operation, and the labels of its path where its protocol is REST. */
export interface Found {
  readonly operation: Operation;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The operation that a request asks for.
 *
 * @throws {ServiceError} that names it, where it is not served
 */
export function findOperation(service: Service, request: ApiRequest): Found {
  const name = nameOf(request);
  if (name !== undefined) {
    const operation = service.operations.get(name);
    if (operation) return { operation, labels: {} };
    throw notServed(name);
  }
  const { bucket, path } = service.bucketInPath
    ? splitBucket(request)
    : { bucket: undefined, path: request.path };
  const asked = { ...request, path };
  const best = bestOf([...service.operations.values()], ({ schema }) => schema, asked);
  if (best === undefined) {
    const model = bestOf(service.models, (schema) => schema, asked)?.of;
    throw notServed(model?.[2] ?? `${request.method} ${request.path}`);
  }
  const labels = bucket === undefined ? best.labels : { ...best.labels, Bucket: bucket };
  return { operation: best.of, labels };
}

/** What of `all` a request of a REST protocol fits best. */
function bestOf<Of>(
  all: readonly Of[],
  schemaOf: (each: Of) => StaticOperationSchema,
  request: ApiRequest,
): (Route & { readonly of: Of }) | undefined {
  const fitting = all.flatMap((of) => {
    const route = routeOf(schemaOf(of), request);
    return route ? [{ of, ...route }] : [];
  });
  return fitting.sort((a, b) => specificity(b) - specificity(a))[0];
}

/** A path such as `/bucket/some/key`, in its two parts. */
function splitBucket({ path }: ApiRequest) {
  const [, bucket = "", key = ""] = /^\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  return { bucket: decodeURIComponent(bucket), path: `/${key}` };
}

/** The operation's name, where the protocol puts it into a header or a form. */
function nameOf({ headers, body, query }: ApiRequest): string | undefined {
  const target = headers["x-amz-target"];
  if (target !== undefined) return target.slice(target.lastIndexOf(".") + 1);
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    return new URLSearchParams(Buffer.from(body).toString()).get("Action") ?? "no Action";
  }
  return query.get("Action") ?? undefined;
}

function specificity({ literals, labels }: Route): number {
  return literals * 10 - Object.keys(labels).length;
}

/** Code of API Gateway and of AWS's JSON services for what they do not know. */
function notServed(name: string): ServiceError {
  return new ServiceError(
    "UnknownOperationException",
    `${name} is an operation that the sandbox does not serve`,
    404,
  );
}
