import { z } from "zod";
import type { ApiRequest, ApiResponse } from "./protocol/message";

/**
 * Answers what the sandbox itself is asked with a body of JSON: 400 with every problem where the body is not what is asked
 * for.
 */
export async function answerControl<T>(
  { body }: Pick<ApiRequest, "body">,
  schema: z.ZodType<T>,
  answer: (asked: T) => ApiResponse | Promise<ApiResponse>,
): Promise<ApiResponse> {
  const read = schema.safeParse(parsed(body));
  return read.success ? answer(read.data) : json(400, { message: z.prettifyError(read.error) });
}

/** A response of JSON. */
export function json(status: number, body: object): ApiResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}
