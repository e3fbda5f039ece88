import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { Sha256 } from "@smithy/core/checksum";
import { HttpRequest } from "@smithy/core/protocols";
import { SignatureV4 } from "@smithy/signature-v4";
import type { ApiRequest } from "../protocol/message";
import { ServiceError } from "../service-error";
import type { World } from "../world";
import { findSession } from "./sessions";

/** What the `Authorization` header of a signed request says. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  /** Name that the service signs with, such as `monitoring`. */
  readonly service: string;
  readonly signedHeaders: ReadonlySet<string>;
}

/** Reads the `Authorization` header; `undefined` where the request is not signed. */
export function readSignature({ headers }: ApiRequest): Signature | undefined {
  const header = headers.authorization;
  if (header === undefined) return undefined;
  const credential = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(header);
  const signed = /SignedHeaders=([^,\s]+)/.exec(header);
  const [, accessKeyId, region, service] = credential ?? [];
  if (!accessKeyId || !region || !service || !signed?.[1]) {
    throw new ServiceError("IncompleteSignature", "Authorization header is not Signature V4");
  }
  return { accessKeyId, region, service, signedHeaders: new Set(signed[1].split(";")) };
}

/**
 * The session that signed a request, and its account. The time of the signature is not judged: it is
 * the client's own, not the virtual clock's.
 *
 * @throws {ServiceError} as AWS refuses it: unknown key, wrong secret, expired
 */
export async function verifySignature(world: World, request: ApiRequest, signature: Signature) {
  const found = findSession(world, signature.accessKeyId);
  const { headers } = request;
  if (!found || headers["x-amz-security-token"] !== found.session.sessionToken) {
    const message = "The security token included in the request is invalid.";
    throw new ServiceError("UnrecognizedClientException", message);
  }
  const expected = await authorizationOf(request, signature, found.session);
  if (!equal(expected, headers.authorization ?? "")) {
    throw new ServiceError(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. " +
        "Check your AWS Secret Access Key and signing method.",
      403,
    );
  }
  if (world.clock.now() >= new Date(found.session.expiresAt)) {
    const message = "The security token included in the request is expired";
    throw new ServiceError("ExpiredTokenException", message);
  }
  return found;
}

async function authorizationOf(
  { method, path, query, headers, body }: ApiRequest,
  { region, service, signedHeaders }: Signature,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string },
): Promise<string> {
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
    uriEscapePath: service !== "s3",
  });
  const own = Object.entries(headers).filter(([name]) => signedHeaders.has(name));
  const hash = headers["x-amz-content-sha256"] ?? createHash("sha256").update(body).digest("hex");
  const date = headers["x-amz-date"] ?? "";
  const { headers: signed } = await signer.sign(
    new HttpRequest({
      method,
      protocol: "http:",
      hostname: headers.host ?? "",
      path,
      query: queryOf(query),
      headers: { ...Object.fromEntries(own), "x-amz-content-sha256": hash },
      body,
    }),
    {
      signingDate: new Date(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z")),
      signableHeaders: new Set(signedHeaders),
      unsignableHeaders: new Set(
        signedHeaders.has("x-amz-content-sha256") ? [] : ["x-amz-content-sha256"],
      ),
    },
  );
  return signed.authorization ?? "";
}

function queryOf(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((key) => {
      const values = query.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** Compares digests, so that the time says nothing of the texts. */
function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
