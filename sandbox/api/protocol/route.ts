import type { StaticOperationSchema } from "@smithy/types";
import type { ApiRequest } from "./message";

/** How a path fits an operation of a REST protocol. */
export interface Route {
  /** How many literals of path and query fit. */
  readonly literals: number;
  /** Values of the labels in the path, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * How a request fits the HTTP binding of an operation, such as `GET /functions/{FunctionName}?a=b`;
 * `undefined` where it does not. Source: Smithy specification, "http trait".
 */
export function routeOf(schema: StaticOperationSchema, request: ApiRequest): Route | undefined {
  const traits = schema[3];
  if (typeof traits !== "object" || !traits.http) return undefined;
  const [method, uri] = traits.http;
  if (method !== request.method) return undefined;
  const [template = "", query = ""] = uri.split("?");
  let literals = 0;
  for (const [key, value] of new URLSearchParams(query)) {
    if (key === "x-id" && !request.query.has(key)) continue;
    if (!request.query.has(key) || (value !== "" && request.query.get(key) !== value)) return;
    literals += 1;
  }
  const labels: Record<string, string> = {};
  const wanted = segmentsOf(template);
  const got = segmentsOf(request.path);
  for (const [index, segment] of wanted.entries()) {
    const [, label, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
    const value = greedy ? got.slice(index).join("/") : got[index];
    if (value === undefined || value === "") return undefined;
    if (label !== undefined) labels[label] = decodeURIComponent(value);
    else if (value === segment) literals += 1;
    else return undefined;
    if (greedy) return { literals, labels };
  }
  return got.length === wanted.length ? { literals, labels } : undefined;
}

function segmentsOf(path: string): string[] {
  return path
    .replace(/^\//, "")
    .replace(/(?<=.)\/$/, "")
    .split("/")
    .filter((each, _, all) => all.length > 1 || each !== "");
}
