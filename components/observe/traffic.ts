import type { Scope } from "../../infra/scope";

/**
 * Whether requests keep coming. Where traffic is expected, silence is a breach; where it is
 * sporadic, silence says nothing.
 */
export type Traffic = "expected" | "sporadic";

/** Whether a workload's requests keep coming in the environment of `scope`: in dev, never. */
export function trafficOf(scope: Scope, slo: { readonly expectsTraffic: boolean }): Traffic {
  return slo.expectsTraffic && scope.environment !== "dev" ? "expected" : "sporadic";
}
