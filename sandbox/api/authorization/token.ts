import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** GitHub's issuer of OIDC tokens, whose place the sandbox's own issuer takes. */
export const ISSUER = "https://token.actions.githubusercontent.com";

/** Claims of a token. Source: GitHub Docs, "OpenID Connect reference". */
const CLAIMS = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  /** Unix time. */
  exp: z.number(),
});

/** What a token says: each claim by name. */
export type Claims = z.output<typeof CLAIMS>;

/** A token of the sandbox's issuer: a JWT (RFC 7519), signed with HS256. */
export function signToken(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${signatureOf(signed, secret)}`;
}

/** The claims of a token; `undefined` where it is none of the sandbox's issuer. */
export function readToken(token: string, secret: string): Claims | undefined {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const expected = Buffer.from(signatureOf(`${header}.${payload}`, secret));
  const got = Buffer.from(signature);
  if (got.length !== expected.length || !timingSafeEqual(got, expected)) return undefined;
  const claims = CLAIMS.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return claims.data;
}

function signatureOf(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
