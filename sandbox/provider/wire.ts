import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../cloud/record";
import { UNKNOWN } from "../cloud/unknown";

/**
 * What the engine sends in place of a value that it does not know, one for each kind of value.
 * Source: pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go.
 */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Key of an object that says what else than an object it is. Source: as above. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
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

function decodeValue(value: unknown): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(decodeValue);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return decodeValue(value.value);
  if (value[SIGNATURE] === OUTPUT) return "value" in value ? decodeValue(value.value) : UNKNOWN;
  return mapValues(value, decodeValue);
}

function encodeValue(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
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
