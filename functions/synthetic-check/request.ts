import { AwsV4Signer } from "aws4fetch";
import type { Outcome, Step } from "./check";

/** The credentials that sign a request, and the AWS service that the request is for. */
export interface Identity {
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Sends the request of `step`, signed where there is an `identity`, and reads the whole answer
 * within `limitMs` milliseconds. A redirect counts as the answer: it is not followed.
 */
export async function send(step: Step, limitMs: number, identity?: Identity): Promise<Outcome> {
  const { method, url, body } = step;
  try {
    const response = await fetch(url, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(limitMs),
      headers: {
        ...(identity && (await signature(step, identity))),
        "user-agent": "nc-synthetic-check",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body }),
    });
    await response.arrayBuffer();
    return { status: response.status };
  } catch (error) {
    return { failure: reason(error, limitMs) };
  }
}

/** The headers that sign the request of `step` for `identity`: Signature Version 4 of AWS. */
async function signature(
  { method, url, body }: Step,
  identity: Identity,
): Promise<Record<string, string>> {
  const signer = new AwsV4Signer({ ...identity, method, url, ...(body !== undefined && { body }) });
  const { headers } = await signer.sign();
  headers.delete("host");
  return Object.fromEntries(headers);
}

function reason(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return `failed: ${error}`;
  if (error.name === "TimeoutError") return `took longer than ${limitMs} ms`;
  // fetch says only that it failed; the cause says why, such as ECONNREFUSED.
  const { cause = error } = error;
  return `failed: ${cause instanceof Error ? cause.message : cause}`;
}
