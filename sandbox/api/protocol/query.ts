import { type XmlCodec, XmlShapeDeserializer, XmlShapeSerializer } from "@aws-sdk/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { $SchemaRef } from "@smithy/types";
import type { Operation } from "../operation";
import type { Service } from "../service";

/**
 * The Query protocol, which the SDK implements for clients only: requests are forms, answers are
 * XML. Source: Smithy specification, "AWS query protocol".
 */

/** 5 is the sentinel of ISO 8601 in Smithy's schemas (@smithy/types, `TimestampDateTimeSchema`). */
const SETTINGS: ConstructorParameters<typeof XmlCodec>[0] = {
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: false,
  xmlNamespace: "",
  serviceNamespace: "",
};

/** A form's values, or a list of them, by the segments of their names. */
type Tree = string | Tree[] | { [segment: string]: Tree };

/** The input of an operation, read from a form such as `Names.member.1=a&Names.member.2=b`. */
export function readForm(operation: Operation, form: URLSearchParams): object {
  const root: { [segment: string]: Tree } = {};
  for (const [name, value] of form) {
    if (name !== "Action" && name !== "Version") insert(root, name.split("."), value);
  }
  const [, , , , input] = operation.schema;
  return new XmlShapeDeserializer(SETTINGS).readSchema(NormalizedSchema.of(input), listsIn(root));
}

/** The answer of an operation: its output inside `<NameResponse><NameResult>`. */
export function writeResult(
  { namespace }: Service,
  { schema: [, , name, , , output] }: Operation,
  value: object,
  requestId: string,
): string {
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const result = resultOf(output, `${name}Result`, value);
  return `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`;
}

function resultOf(output: $SchemaRef, element: string, value: object): string | Uint8Array {
  const schema = NormalizedSchema.of(output).getSchema();
  if (!Array.isArray(schema) || schema[0] !== 3) return "";
  const [, namespace, , traits, members, schemas] = schema;
  const serializer = new XmlShapeSerializer(SETTINGS);
  serializer.write([3, namespace, element, traits, members, schemas], value);
  return serializer.flush();
}

function insert(tree: { [segment: string]: Tree }, path: readonly string[], value: string): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const next = tree[first];
  const child = next instanceof Object && !Array.isArray(next) ? next : {};
  tree[first] = child;
  insert(child, rest, value);
}

/** Makes a list of what is numbered. */
function listsIn(tree: Tree): Tree {
  if (typeof tree === "string" || Array.isArray(tree)) return tree;
  const keys = Object.keys(tree);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    const numbers = keys.sort((a, b) => Number(a) - Number(b));
    return numbers.map((key) => listsIn(tree[key] ?? ""));
  }
  return Object.fromEntries(keys.map((key) => [key, listsIn(tree[key] ?? "")]));
}
