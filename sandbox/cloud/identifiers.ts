import { createHash } from "node:crypto";
import type { CreateRequest, ResourceType } from "./resource-type";

/** When every resource was created: what is answered does not depend on the clock. */
export const CREATED_AT = "2026-01-01T00:00:00Z";

/** Alphabet of the random ids of API Gateway, AppConfig and Lambda. */
export const LOWERCASE = "abcdefghijklmnopqrstuvwxyz0123456789";

/** `length` hex digits of the SHA-256 of `seed`. */
export function hexDigits(seed: readonly unknown[], length: number): string {
  return createHash("sha256").update(seed.join("\n")).digest("hex").slice(0, length);
}

/** A UUID that no other resource has. */
export function uuid({ hex }: CreateRequest): string {
  const digits = hex(32);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}

/** `length` characters of `alphabet` that no other resource has, as AWS's random suffixes. */
export function randomText({ hex }: CreateRequest, length: number, alphabet: string): string {
  const bytes = Buffer.from(hex(length * 2), "hex");
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** The last segment of an ARN or path: the name in it. */
export function lastSegment(text: string, separator = "/"): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}

/** Outputs of a setting that has no id but that of the resource it belongs to. */
export function idOf(property: string): ResourceType["outputs"] {
  return ({ text }) => ({ id: text(property) });
}
