import type { Context } from "../../infra/context";

/**
 * Whether requests keep coming. Where traffic is expected, silence is a breach; where it is
 * sporadic, silence says nothing.
 */
export type Traffic = "expected" | "sporadic";

/** Whether a workload's requests keep coming in the environment of `context`: in dev, never. */
export function trafficOf(context: Context, slo: { readonly expectsTraffic: boolean }): Traffic {
  return slo.expectsTraffic && context.environment !== "dev" ? "expected" : "sporadic";
}
