import { z } from "zod";
import { ENVIRONMENTS, type Environment } from "../environments";

const SECONDS = { ms: 0.001, second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
const MEBIBYTES = { MB: 1, GB: 1024 } as const;

/** A duration such as "5 minutes" or "300 ms"; read as seconds. */
export function duration() {
  const want = 'a duration such as "5 minutes" (ms, seconds, minutes, hours or days)';
  return z.string(want).transform((text, context) => {
    const [, amount, unit] = /^(\d+(?:\.\d+)?) (ms|second|minute|hour|day)s?$/.exec(text) ?? [];
    if (amount === undefined || Number(amount) <= 0) return refuse(context, want);
    return round(Number(amount) * SECONDS[unit as keyof typeof SECONDS]);
  });
}

/** A duration from `least` to `most` in whole `step`s, all as text; read as seconds. */
export function durationWithin(least: string, most: string, step = "1 second") {
  const [low, high, unit] = [least, most, step].map((text) => duration().parse(text));
  return duration().refine(
    (seconds) =>
      seconds >= Number(low) &&
      seconds <= Number(high) &&
      Number.isInteger(round(seconds / Number(unit))),
    `from "${least}" to "${most}" in steps of ${step}`,
  );
}

/** An amount of memory or disk such as "0.5 GB" or "512 MB"; read as MiB. */
export function size() {
  const want = 'a size such as "0.5 GB" or "512 MB"';
  return z.string(want).transform((text, context) => {
    const [, amount, unit] = /^(\d+(?:\.\d+)?) (MB|GB)$/.exec(text) ?? [];
    const mebibytes = Number(amount) * MEBIBYTES[unit as keyof typeof MEBIBYTES];
    if (!Number.isInteger(mebibytes) || mebibytes <= 0) return refuse(context, want);
    return mebibytes;
  });
}

/** CPU such as "0.5 vCPU"; read as Fargate's CPU units, 1024 a vCPU. */
export function cpu() {
  const want = 'CPU such as "0.5 vCPU"';
  return z.string(want).transform((text, context) => {
    const [, amount] = /^(\d+(?:\.\d+)?) vCPU$/.exec(text) ?? [];
    const units = Number(amount) * 1024;
    if (!Number.isInteger(units) || units <= 0) return refuse(context, want);
    return units;
  });
}

/** A value for every environment, or one for each. */
export const perEnvironment = <T extends z.ZodType>(value: T) =>
  z.union(
    [value, z.strictObject({ dev: value, stg: value, prod: value })],
    `one value, or one for each of ${ENVIRONMENTS.join(", ")}`,
  );

/** The value for `environment`: the one value, or that environment's of three. */
export function valueIn<T extends string | number | boolean>(
  environment: Environment,
  value: T | Readonly<Record<Environment, T>>,
): T {
  return typeof value === "object" ? value[environment] : value;
}

/** `seconds` in the largest unit that gives a whole number, for messages. */
export function showDuration(seconds: number): string {
  for (const [unit, length] of Object.entries(SECONDS).reverse()) {
    const amount = round(seconds / length);
    // 59.97 minutes are 1 hour to the thousandth, and yet not an hour.
    if (Number.isInteger(amount) && amount >= 1 && round(amount * length) === seconds) {
      return unit === "ms" ? `${amount} ms` : `${amount} ${unit}${amount === 1 ? "" : "s"}`;
    }
  }
  return `${seconds} seconds`;
}

function refuse(context: z.core.$RefinementCtx, message: string) {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}

/** Seconds to the millisecond: 0.1 ms more would only be noise of the division. */
function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
