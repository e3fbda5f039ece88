/** Lambda's runtimes that a function can have. */
export const RUNTIMES = ["nodejs22.x", "nodejs24.x", "python3.12", "python3.13"] as const;

/** Lambda's identifier of a runtime. */
export type Runtime = (typeof RUNTIMES)[number];

/**
 * The day from which AWS no longer patches each runtime. Two months later it refuses to update a function
 * that still has it.
 *
 * Source: AWS Lambda developer guide, "Lambda runtimes", table of supported runtimes.
 */
export const RUNTIME_ENDS: Readonly<Record<Runtime, string>> = {
  "nodejs22.x": "2027-04-30",
  "nodejs24.x": "2028-04-30",
  "python3.12": "2028-10-31",
  "python3.13": "2029-06-30",
};
