import { type ApiServer, listen } from "../../sandbox/api/server";

/** A server that answers every request with the same. */
export function fixedAnswers(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<ApiServer> {
  return listen(async () => ({ status, headers, body }));
}
