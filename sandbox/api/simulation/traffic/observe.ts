import { isDeepStrictEqual } from "node:util";
import type { Account, World } from "../../world";
import { historyOf, putHistory } from "./history";
import { currentLoads } from "./loads";

/**
 * Remembers where the traffic goes from now on, as the record has it: metrics of any time are computed
 * from this. To be called after everything that may have changed it.
 */
export function observeTraffic(world: World, account: Account): void {
  const from = world.clock.now().toISOString();
  for (const [source, loads] of currentLoads(account)) {
    const segments = historyOf(account, source);
    const last = segments.at(-1);
    if (isDeepStrictEqual(last?.loads ?? [], loads)) continue;
    const before = last?.from === from ? segments.slice(0, -1) : segments;
    putHistory(account, source, [...before, { from, loads }]);
  }
}
