import { AwsV4Signer } from "aws4fetch";

/** Who signs a request, and for which service of AWS. */
export interface Identity {
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A request, as far as its signature covers it. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
}

/** The headers that sign `request` in the name of `identity`, by Signature Version 4 of AWS. */
export async function signature(
  { method, url, body }: Unsigned,
  identity: Identity,
): Promise<Record<string, string>> {
  const signer = new AwsV4Signer({ ...identity, method, url, ...(body !== undefined && { body }) });
  const { headers } = await signer.sign();
  headers.delete("host");
  return Object.fromEntries(headers);
}
