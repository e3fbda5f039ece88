import type { ApiRequest } from "./message";

/**
 * The content of a request, without the frames of `aws-chunked`: each chunk is its length in hex, a
 * line break, the bytes, and a line break. Source: Amazon S3 API, "Signature calculations: transferring
 * payload in multiple chunks".
 */
export function contentOf({ headers, body }: ApiRequest): Uint8Array {
  if (!headers["content-encoding"]?.includes("aws-chunked")) return body;
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(0x0d, at);
    const line = Buffer.from(body.subarray(at, end)).toString();
    const length = Number.parseInt(line, 16);
    if (!(length > 0)) break;
    chunks.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return Buffer.concat(chunks);
}
