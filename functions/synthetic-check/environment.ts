import type { Checks } from "./check";
import type { Identity } from "./sign";

/** What one canary tests, as its environment says it. */
export interface Parameters {
  /** Such as `https://api.example.com`, without a path. */
  readonly baseUrl: string;
  readonly checks: Checks;
  /** Longest that one request may take, in milliseconds. */
  readonly limitMs: number;
  /** Name of the runtime's own library. */
  readonly library: string;
  /** Who signs its requests. @default - nobody */
  readonly identity?: Identity;
}

/**
 * Reads the variables that the canary's component writes, and those of its role that Lambda does.
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
    ...(environment.SIGN_FOR && {
      identity: {
        service: environment.SIGN_FOR,
        region: read("AWS_REGION"),
        accessKeyId: read("AWS_ACCESS_KEY_ID"),
        secretAccessKey: read("AWS_SECRET_ACCESS_KEY"),
        sessionToken: read("AWS_SESSION_TOKEN"),
      },
    }),
  };
  return parameters;
}
