import type { Checks } from "./check";

/** What one canary tests, as its environment says it. */
export interface Parameters {
  /** Such as `https://api.example.com`, without a path. */
  readonly baseUrl: string;
  readonly checks: Checks;
  /** Longest that one request may take, in milliseconds. */
  readonly limitMs: number;
  /** Name of the runtime's own library. */
  readonly library: string;
}

/**
 * Reads the variables that the canary's component writes.
 *
 * @throws {Error} that names a variable which is not set
 */
export function readParameters(environment: Readonly<Record<string, string | undefined>>) {
  const read = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  const parameters: Parameters = {
    baseUrl: read("BASE_URL"),
    checks: JSON.parse(read("CHECKS")) as Checks,
    limitMs: Number(read("LIMIT_MS")),
    library: read("LIBRARY"),
  };
  return parameters;
}
