/** The platform's own functions, by their folder in `functions/`, with the concurrency that each reserves. */
export const PLATFORM_FUNCTIONS = {
  // One event after the other: between "is there a ticket" and "open one", no other event comes.
  "open-incident": 1,
} as const;

/** Folder of one of the platform's functions. */
export type PlatformFunctionName = keyof typeof PLATFORM_FUNCTIONS;

/** Alarms of each of them: on its failures, on being throttled, and on the events that it could not handle. */
export const ALARMS_OF_A_FUNCTION = 3;
