/** What the platform itself decides about one of its functions. */
interface PlatformFunctionFacts {
  /** Invocations at once, which it reserves. */
  readonly concurrency: number;
  /** Minutes between two calls by the clock. @default - it is called for events alone */
  readonly everyMinutes?: number;
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
  "run-migrations": { concurrency: 5 },
  "smoke-test": { concurrency: 5 },
} as const satisfies Readonly<Record<string, PlatformFunctionFacts>>;

/** Folder of one of the platform's functions. */
export type PlatformFunctionName = keyof typeof PLATFORM_FUNCTIONS;

/** What the platform decides about the function of a folder. */
export function factsOfFunction(name: PlatformFunctionName): PlatformFunctionFacts {
  return PLATFORM_FUNCTIONS[name];
}

const ALL: readonly PlatformFunctionFacts[] = Object.values(PLATFORM_FUNCTIONS);

/** Invocations at once that all of them reserve. */
export const CONCURRENCY_OF_FUNCTIONS = ALL.reduce((sum, { concurrency }) => sum + concurrency, 0);

/** Alarms of all of them: on failures, on being throttled, on events that were given up, and on a call that is missing. */
export const ALARMS_OF_FUNCTIONS = ALL.reduce(
  (sum, { everyMinutes }) => sum + (everyMinutes === undefined ? 3 : 4),
  0,
);
