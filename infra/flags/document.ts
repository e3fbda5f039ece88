import { type Flag, type Flags, flagPercent } from "../catalog/flags";
import type { Environment } from "../environments";

/**
 * Key of the context that says whom a request is for. A caller sends the header
 * `Context: entityId=<user, tenant or document>` to the AppConfig agent. A flag's percentage is a share
 * of these entities, and one entity gets one answer for as long as the percentage does not fall.
 */
const ENTITY = "entityId";

/** One answer of a flag, and the rule that selects who gets it. */
interface Variant {
  readonly name: string;
  readonly enabled: boolean;
  /** Rule that selects the callers. @default - all whom no earlier variant selects */
  readonly rule?: string;
}

/**
 * The flags of one workload in one environment, as AppConfig keeps them: the text of a hosted
 * configuration version of type `AWS.AppConfig.FeatureFlags`. The same flags give the same bytes, in
 * whatever order they are written down.
 */
export function flagDocument(flags: Flags, environment: Environment): string {
  // No flag's key is a number, so that an object keeps them in this order.
  const sorted = Object.entries(flags).sort(([one], [other]) => (one < other ? -1 : 1));
  const each = <T>(make: (flag: Flag, key: string) => T) =>
    Object.fromEntries(sorted.map(([key, flag]) => [key, make(flag, key)]));
  return JSON.stringify({
    version: "1",
    flags: each(({ description }, key) => ({ name: key, description })),
    values: each((flag) => flagValue(flagPercent(flag, environment))),
  });
}

function flagValue(percent: number): { enabled: boolean } | { _variants: readonly Variant[] } {
  if (percent === 0 || percent === 100) return { enabled: percent === 100 };
  // AppConfig gives the first variant whose rule fits. The last one has no rule: it is the default.
  return {
    _variants: [
      { name: "on", enabled: true, rule: `(split pct::${percent} by::$${ENTITY})` },
      { name: "off", enabled: false },
    ],
  };
}
