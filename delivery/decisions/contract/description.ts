import { z } from "zod";
import { parse } from "../../../infra/problems";

const node = z.record(z.string(), z.unknown());
const parameter = z.object({ name: z.string(), required: z.boolean().default(false) });
const operation = z.object({
  parameters: z.array(node).default([]),
  responses: z.record(z.string(), node),
});
const document = z.object({
  openapi: z.string().regex(/^3\.\d+\.\d+$/, "a version of OpenAPI 3"),
  servers: z.array(z.object({ url: z.string() })).default([]),
  paths: z.record(z.string(), node).default({}),
});

/** A request that an API's description tells how to make, and what it says of the answers. */
export interface DescribedRequest {
  /** Such as `GET`. */
  readonly method: string;
  /** From the origin, with the path of the description's first server. */
  readonly path: string;
  /** Pointer to the schema of the JSON body by status, such as `200`, `4XX` or `default`; nothing where none is described. */
  readonly answers: Readonly<Record<string, string | undefined>>;
  /** Whether it can be made without knowing anything: it only reads, and no parameter is required. */
  readonly isPlain: boolean;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * Every request that an OpenAPI 3 document describes (OpenAPI Specification 3.1, "Operation Object"). References within
 * the document are followed.
 *
 * @throws {InvalidInput} where it is no such document
 */
export function describedRequests(content: unknown, file: string): DescribedRequest[] {
  const { servers, paths } = parse(document, content, file);
  const base = basePathOf(servers[0]?.url ?? "/");
  return Object.entries(paths).flatMap(([path, item]) => {
    const shared = parse(z.array(node).default([]), item.parameters, `${file}: ${path}`);
    return METHODS.filter((method) => item[method] !== undefined).map((method) => {
      const name = `${file}: ${method.toUpperCase()} ${path}`;
      const { parameters, responses } = parse(operation, item[method], name);
      const all = [...shared, ...parameters].map((each) =>
        parse(parameter, resolved(content, each).value, name),
      );
      const isPlain = method === "get" && !all.some(({ required }) => required);
      const at = `#/paths/${escaped(path)}/${method}/responses`;
      const answers = Object.entries(responses).map(([status, response]): [string, string?] => [
        status,
        schemaPointer(content, response, `${at}/${escaped(status)}`),
      ]);
      return {
        method: method.toUpperCase(),
        path: `${base}${path}`,
        answers: Object.fromEntries(answers),
        isPlain,
      };
    });
  });
}

/** The path of a server's URL, which may be relative, without the slash at its end. */
function basePathOf(url: string): string {
  return new URL(url, "https://service.example").pathname.replace(/\/$/, "");
}

/** Pointer to the schema of a response's JSON body, in the document. */
function schemaPointer(content: unknown, response: unknown, at: string): string | undefined {
  const { value, pointer = at } = resolved(content, response);
  const json = z.object({ content: z.object({ "application/json": z.object({ schema: node }) }) });
  if (!json.safeParse(value).success) return undefined;
  return `${pointer}/content/${escaped("application/json")}/schema`;
}

/** What a reference within the document means, with its pointer; anything else is itself. */
function resolved(content: unknown, value: unknown): { value: unknown; pointer?: string } {
  const reference = z.object({ $ref: z.string().startsWith("#/") }).safeParse(value);
  if (!reference.success) return { value };
  const pointer = reference.data.$ref;
  const steps = pointer.slice(2).split("/").map(unescaped);
  return {
    value: steps.reduce<unknown>((at, step) => node.safeParse(at).data?.[step], content),
    pointer,
  };
}

/** A step of a JSON Pointer (RFC 6901, 3). */
function escaped(step: string): string {
  return encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function unescaped(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}
