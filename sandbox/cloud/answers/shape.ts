import { createHash } from "node:crypto";
import type { Properties } from "../record";

/** A request, with what a physical id is made of. */
export interface Asked {
  /** Logical name. */
  readonly name: string;
  readonly inputs: Readonly<Properties>;
  readonly account: string;
  readonly region: string;
  /** How many with the same environmentResources for an id are there already. */
  readonly generation: number;
  /** An input as text; the logical name where it is not given. */
  text(property: string): string;
  /** `length` hex digits that no other resource has; `salt` tells several of one resource apart. */
  hex(length: number, salt?: string): string;
  /** `arn:aws:<service>:<region>:<account>:<resource>` */
  arn(service: string, resource: string): string;
}

/** What is answered: the id, and every output that is no input. */
export type Outputs = Properties & { readonly id: string };

/** What one type of resource answers. */
export type Shape = (asked: Asked) => Outputs;

/** Shapes by Pulumi type token. */
export type Shapes = Readonly<Record<string, Shape>>;

/** Prepares a request for the shape of its type. */
export function ask(
  request: { type: string; name: string; inputs: Readonly<Properties>; generation?: number },
  { account, region: home }: { account: string; region: string },
): Asked {
  const { type, name, inputs, generation = 0 } = request;
  const region = typeof inputs.region === "string" ? inputs.region : home;
  const environmentResources = [type, name, generation, account, region];
  return {
    name,
    inputs,
    account,
    region,
    generation,
    text: (property) => String(inputs[property] ?? name),
    hex: (length, salt = "") => digest([...environmentResources, salt].join("\n")).slice(0, length),
    arn: (service, resource) => `arn:aws:${service}:${region}:${account}:${resource}`,
  };
}

/** `digits` of a hash as a UUID. */
export function uuid({ hex }: Asked, salt?: string): string {
  const digits = hex(32, salt);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}

/** Letters and digits as AWS makes its random suffixes of. */
export function letters({ hex }: Asked, length: number, alphabet: string): string {
  const bytes = Buffer.from(hex(length * 2), "hex");
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** The last part of an ARN or path: the name in it. */
export function lastPart(text: string, separator = "/"): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
