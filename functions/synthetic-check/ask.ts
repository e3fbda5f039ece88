import type { Outcome, Step } from "./check";
import { type Identity, signature } from "./sign";

/**
 * Sends the request of `step`, signed where there is an `identity`, and reads the whole answer,
 * within `limitMs` milliseconds. A redirect is an answer like any other: it is not followed.
 */
export async function ask(step: Step, limitMs: number, identity?: Identity): Promise<Outcome> {
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

function reason(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return `failed: ${error}`;
  if (error.name === "TimeoutError") return `took longer than ${limitMs} ms`;
  // fetch says only that it failed; the cause says why, such as ECONNREFUSED.
  const { cause = error } = error;
  return `failed: ${cause instanceof Error ? cause.message : cause}`;
}
