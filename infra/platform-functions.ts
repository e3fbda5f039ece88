import { MIGRATION_LOOK_MINUTES } from "./migration-metrics";

/** What the platform itself decides about one of its functions. */
interface PlatformFunctionFacts {
  /** Invocations at once, which it reserves. */
  readonly concurrency: number;
  /** Minutes between two calls by the clock. @default - it is called for events alone */
  readonly everyMinutes?: number;
  /** Alarms on what it finds, besides those on itself. @default 0 */
  readonly ownAlarms?: number;
  /** Whether it is there only where the settings turn it on. @default false */
  readonly optional?: boolean;
}

/** The platform's own functions, by their folder in `functions/`. */
export const PLATFORM_FUNCTIONS = {
  // One event after the other: between "is there a ticket" and "open one", no other event comes.
  "open-incident": { concurrency: 1 },
  "close-incident": { concurrency: 1, everyMinutes: 15 },
  // One run publishes everything: two at once would publish the same twice.
  "publish-kpis": { concurrency: 1, everyMinutes: 60 },
  // One for each deployment that goes on at the same time.
  "record-shift": { concurrency: 2 },
  "run-migrations": { concurrency: 5, everyMinutes: MIGRATION_LOOK_MINUTES, ownAlarms: 1 },
  "smoke-test": { concurrency: 5 },
  // A call over HTTP and a decision at once, and room for one more of each.
  "gate-deployment": { concurrency: 4, optional: true },
} as const satisfies Readonly<Record<string, PlatformFunctionFacts>>;

/** Folder of one of the platform's functions. */
export type PlatformFunctionName = keyof typeof PLATFORM_FUNCTIONS;

/** What the platform decides about the function of a folder. */
export function factsOfFunction(name: PlatformFunctionName): PlatformFunctionFacts {
  return PLATFORM_FUNCTIONS[name];
}

const ALL: readonly PlatformFunctionFacts[] = Object.values(PLATFORM_FUNCTIONS);

/** What all functions of an environment take together. */
export interface FunctionTotals {
  readonly functions: number;
  /** Invocations at once that they reserve. */
  readonly concurrency: number;
  /** On failures, on being throttled, on events that were given up, on a call that is missing, and on what some find. */
  readonly alarms: number;
}

/** The totals of an environment, by what its settings turn on. */
export function functionTotals({
  deploymentRule,
}: {
  readonly deploymentRule: { readonly appId?: number | undefined };
}): FunctionTotals {
  const there = ALL.filter(({ optional }) => !optional || deploymentRule.appId !== undefined);
  return {
    functions: there.length,
    concurrency: there.reduce((sum, { concurrency }) => sum + concurrency, 0),
    alarms: there.reduce(
      (sum, { everyMinutes, ownAlarms = 0 }) =>
        sum + (everyMinutes === undefined ? 3 : 4) + ownAlarms,
      0,
    ),
  };
}
