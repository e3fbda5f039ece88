import type { Checks } from "../../infra/catalog/shape";
import type { Identity } from "./request";

/** The parameters of one canary, from its environment variables. */
export interface Parameters {
  /** Scheme and host, such as `https://api.example.com`. */
  readonly baseUrl: string;
  /** Sets of checks, of which one has to succeed as a whole. */
  readonly checks: readonly Checks[];
  /** Time-out of one request, in milliseconds. */
  readonly limitMs: number;
  /** Name of the runtime's Synthetics library, such as `@aws/synthetics-core`. */
  readonly library: string;
  /** Credentials that sign the requests. @default - requests are not signed */
  readonly identity?: Identity;
}

/**
 * Reads the variables that the canary's component sets, and Lambda's variables with the credentials
 * of its role.
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
    checks: JSON.parse(read("CHECKS")) as Checks[],
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
