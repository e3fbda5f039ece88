import { formatProblem, InvalidInput } from "../../../infra/problems";

/** Time after which a service that has not answered does not, in seconds. */
export const ANSWERS_WITHIN = 10;

/** Most that is read of an answer, in characters. */
const LONGEST = 10 * 2 ** 20;

/**
 * Makes one request, and answers what came back. A redirect is an answer, and is not followed.
 *
 * @param body - JSON text. @default - the request has no body
 * @throws {InvalidInput} where nothing came back
 */
export async function answerOf(
  url: string,
  method: string,
  body: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly contentType: string; readonly body: string }> {
  const headers = new Headers({ accept: "application/json", "user-agent": "nc-contract-check" });
  if (body !== undefined) headers.set("content-type", "application/json");
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body ?? null,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWERS_WITHIN * 1000)]),
    });
    const text = (await response.text()).slice(0, LONGEST);
    const contentType = response.headers.get("content-type") ?? "";
    return { status: response.status, contentType, body: text };
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? (error.cause ?? error) : error;
    const got = reason instanceof Error ? reason.message : String(reason);
    throw new InvalidInput("the service", [formatProblem(`${method} ${url}`, got, "an answer")]);
  }
}
