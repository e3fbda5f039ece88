import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether GitHub has signed a body: `sha256=` and the hex HMAC of its bytes (GitHub docs, "Validating webhook
 * deliveries"). The comparison takes as long for a signature that is nearly right as for any other.
 */
export function isSigned(body: Uint8Array, signature: string, secret: string): boolean {
  if (secret === "") return false;
  const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  // The length is no secret: it is that of every signature.
  return given.length === expected.length && timingSafeEqual(given, expected);
}
