import type { AwsCredentialIdentity } from "@smithy/types";
import type { Context } from "aws-lambda";
import type { Outcome, Step } from "../synthetic-check/check";

/** Where a function runs: what it is told, and how it reaches what is outside. */
export interface Runtime {
  /** Environment variables of the function. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Endpoint and credentials of AWS's clients. @default - those that Lambda gives */
  readonly aws?:
    | {
        readonly region: string;
        readonly endpoint: string;
        readonly credentials: AwsCredentialIdentity;
        /** Tries of one call. @default - the SDK's own number */
        readonly maxAttempts?: number;
      }
    | undefined;
  readonly now: () => Date;
  /** Waits, in milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Whether it writes no log, no metric and no trace, as where a test runs it. @default false */
  readonly quiet?: boolean | undefined;
  /** Sends a request, and reads its answer within a time in milliseconds. @default - over the network */
  readonly request?: ((step: Step, limitMs: number) => Promise<Outcome>) | undefined;
  /** Text of a file of the function's zip. */
  readonly file: (name: string) => string;
}

/** Handles an event of any origin: it is read, and refused, by the function's own schema. */
export type Handler = (event: unknown, context: Context) => Promise<unknown>;

/**
 * The value of a variable that the function's component sets.
 *
 * @throws {Error} that names a variable which is not set
 */
export function variable({ env }: Pick<Runtime, "env">, name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}
