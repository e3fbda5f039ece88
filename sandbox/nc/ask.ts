import { z } from "zod";
import { InvalidInput } from "../../infra/problems";

/**
 * Asks the process that serves the accounts, and reads its answer.
 *
 * @throws {InvalidInput} with its reason, if it says no
 */
export async function askSandbox(url: string, method: string, body?: object): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { message } = z.object({ message: z.string() }).parse(answer);
  throw new InvalidInput("nc --sandbox", [message]);
}
