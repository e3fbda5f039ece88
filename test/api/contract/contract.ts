import type { Cloud } from "../../../sandbox/cloud/record";

/** What every client of the SDK is given. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** Calls that the sandbox and moto have to answer alike. */
export interface Contract {
  /** What is asked for, as a title. */
  readonly title: string;
  /** Makes in moto what the calls need. */
  inMoto(config: ClientConfig): Promise<unknown>;
  /** Puts the same into the sandbox's record. */
  inRecord(cloud: Cloud): void;
  /** Makes the calls: what of the answers matters, without ids and times. */
  calls(config: ClientConfig): Promise<unknown>;
}

/** Account and region of both. moto's account is 123456789012. */
export const MOTO_ACCOUNT = "123456789012";
export const REGION = "ca-central-1";

/** The name of the error that a call ends with; `undefined` where it ends well. */
export function errorOf(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: Error) => error.name,
  );
}
