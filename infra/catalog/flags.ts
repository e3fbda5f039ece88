import { z } from "zod";
import type { Environment } from "../environments";
import type { Rule } from "./kind";
import { perEnvironment, valueIn } from "./values";

/** Port at which AWS's agent answers, beside a container and beside a function's code alike. */
export const AGENT_PORT = 2772;

/** AWS AppConfig's rule for a flag's key. */
export const flagKey = z
  .string()
  .regex(/^[a-z][A-Za-z\d_-]{0,63}$/, "a letter, then up to 63 letters, digits, _ or -");

const flag = z.strictObject({
  description: z.string().min(1).max(1024),
  enabled: perEnvironment(z.union([z.boolean(), z.int().min(0).max(100)])),
});

/** Feature flags by key: on, off, or on for a percentage, per environment (CI/CL-002 §10). */
export const flags = z.record(flagKey, flag).default({});

/** A flag, as the catalog says it. */
export type Flag = Readonly<z.output<typeof flag>>;

/** The flags of a workload, by key. */
export type Flags = Readonly<Record<string, Flag>>;

/** A change that carries risk, and the flag that guards it (CI/CL-002 §10). */
export const risky = z.strictObject({ reason: z.string().min(1), flag: flagKey }).optional();

/** For how much of its traffic a flag is on in an environment, in percent: 0 is off, 100 is on. */
export function flagPercent({ enabled }: Flag, environment: Environment): number {
  const share = valueIn<boolean | number>(environment, enabled);
  return typeof share === "number" ? share : Number(share) * 100;
}

/** Whether a workload has feature flags, and so reads them. */
export function hasFlags({ flags }: { readonly flags: Flags }): boolean {
  return Object.keys(flags).length > 0;
}

/** What is wanted of the flag that guards a change which is yet to reach prod. */
export const GUARDS = "a flag that is not on for all of prod yet, or it guards nothing";

/** A risky change is behind a flag (CI/CL-002 §10). */
export const RISK: Rule<{ risky?: z.output<typeof risky>; flags: Flags }> = {
  needs: ["risky", "flags"],
  findings({ risky, flags }) {
    if (!risky) return [];
    const at = (want: string) => ({ path: ["risky", "flag"], want });
    return [
      !Object.hasOwn(flags, risky.flag) && at(oneOf("a flag of this workload", flags)),
      guardsNothing(flags, risky.flag) && at(GUARDS),
    ];
  },
};

/** Whether a flag is on already for all of prod. */
export function guardsNothing(flags: Flags, key: string | undefined): boolean {
  return Object.entries(flags).some(
    ([each, flag]) => each === key && flagPercent(flag, "prod") === 100,
  );
}

/** What is wanted where one of the keys of `of` is to be named. */
export function oneOf(what: string, of: object): string {
  const keys = Object.keys(of);
  return keys.length > 0 ? `${what}: one of ${keys.join(", ")}` : `${what}, and it has none`;
}
