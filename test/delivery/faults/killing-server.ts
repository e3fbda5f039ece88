import { randomUUID } from "node:crypto";
import { controlled } from "../../../sandbox/api/control";
import { answerOrFault } from "../../../sandbox/api/faults";
import { type ApiServer, listen } from "../../../sandbox/api/server";
import type { World } from "../../../sandbox/api/world";

/** When a client is ended. */
interface Moment {
  /** Number of the request, counted from now. */
  readonly request: number;
  /** Whether the request is carried out before. */
  readonly isCarriedOut: boolean;
  /** Whether it is answered nevertheless, to a client that goes on for a while. */
  readonly isAnswered: boolean;
}

/** A server of the simulated accounts that ends its client at one request. */
export interface KillingServer extends ApiServer {
  killAt(moment: Moment, kill: () => void): void;
}

/** Serves the accounts of `world`. */
export async function startKillingServer(world: World): Promise<KillingServer> {
  let next: (Moment & { left: number; kill: () => void }) | undefined;
  const server = await listen(async (request) => {
    const answer = async () =>
      (await controlled(world, request)) ?? (await answerOrFault(world, request, randomUUID()));
    if (next === undefined) return answer();
    next.left -= 1;
    if (next.left > 0) return answer();
    const { isCarriedOut, isAnswered, kill } = next;
    next = undefined;
    const answered = isCarriedOut ? await answer() : undefined;
    kill();
    if (!isAnswered) return undefined;
    return answered ?? answer();
  });
  return {
    ...server,
    killAt(moment, kill) {
      next = { ...moment, left: moment.request, kill };
    },
  };
}
