import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { isUnknownSentinel, UNKNOWN, UNKNOWN_STRING } from "../../infra/unknown";
import type { Properties } from "../cloud/record";

/**
 * Key of an object that says what else than an object it is.
 * Source: pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go.
 */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What the engine sent; what it does not know is `UNKNOWN`, and a secret is its plain value. */
export function decode(message: struct.Struct | undefined): Properties {
  const plain: unknown = decodeValue(message?.toJavaScript() ?? {});
  return isObject(plain) ? plain : {};
}

/** The opposite of {@link decode}; `undefined` is left out. */
export function encode(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(encodeValue(properties) as Record<string, string>);
}

/** A resource as a value, from which an SDK makes the resource's object. */
export function referenceTo({
  urn,
  id,
}: {
  readonly urn: string;
  readonly id: unknown;
}): Properties {
  return { [SIGNATURE]: RESOURCE, urn, id };
}

function decodeValue(value: unknown): unknown {
  if (isUnknownSentinel(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(decodeValue);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return decodeValue(value.value);
  if (value[SIGNATURE] === OUTPUT) return "value" in value ? decodeValue(value.value) : UNKNOWN;
  return mapValues(value, decodeValue);
}

function encodeValue(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_STRING;
  if (Array.isArray(value)) return value.map((each) => encodeValue(each ?? null));
  return isObject(value) ? mapValues(value, encodeValue) : value;
}

function mapValues(value: Properties, map: (each: unknown) => unknown): Properties {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, map(each)]),
  );
}

function isObject(value: unknown): value is Properties {
  return value instanceof Object && !Array.isArray(value);
}
