import { ownEntries } from "../own-entries";
import type { Account } from "../world";

/** How what runs behaves, whatever the traffic. */
export const BEHAVIOURS = [
  "healthy",
  "5xx",
  "broken",
  "slow",
  "crashing",
  "silent",
  "hanging",
] as const;

/**
 * - `healthy`: it answers, quickly.
 * - `5xx`: it answers one of five requests with an error.
 * - `broken`: it answers each request with an error.
 * - `slow`: it answers, in two seconds.
 * - `crashing`: its tasks end as soon as they start, and each invocation fails.
 * - `hanging`: its tasks that run once never end; what answers requests is healthy.
 * - `silent`: it runs, and no request reaches it or no message is taken.
 */
export type Behaviour = (typeof BEHAVIOURS)[number];

const OF_CODE = ownEntries<{ behaviour: Behaviour }>("sandbox:behaviour");

/**
 * Says how code behaves from now on.
 *
 * @param code - an image's digest, `sha256:` and 64 hex digits, or a zip's SHA-256 in Base64
 */
export function setBehaviour({ cloud }: Account, code: string, behaviour: Behaviour): void {
  OF_CODE.put(cloud, code, { behaviour });
}

/** How code behaves; well, unless somebody has said otherwise. */
export function behaviourOf({ cloud }: Account, code: string): Behaviour {
  return OF_CODE.get(cloud, code)?.behaviour ?? "healthy";
}
