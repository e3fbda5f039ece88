import type { Runtime } from "../runtime";

/** Waits before GitHub is asked again within one invocation, in milliseconds. Lambda tries the event again later. */
const WAITS = [1_000, 2_000, 4_000];

/** Statuses that asking again does not change. */
const FINAL = [400, 401, 404, 410, 422];

/**
 * Does what can be done again after any failure, up to four times; what GitHub refuses for good, once.
 *
 * @throws the last failure
 */
export async function retried<T>({ sleep }: Pick<Runtime, "sleep">, work: () => Promise<T>) {
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (isFinal(error)) throw error;
      await sleep(wait);
    }
  }
  return work();
}

function isFinal(error: unknown): boolean {
  return error instanceof Error && "status" in error && FINAL.includes(Number(error.status));
}
