import type { Cloud } from "../cloud/record";
import type { Clock } from "./clock";
import type { Fault } from "./fault";

/** One simulated AWS account. */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  /** Region of its workloads. */
  readonly region: string;
  /** What exists in it. */
  readonly cloud: Cloud;
}

/** A call of a Lambda function, as the functions' runtime gets it. */
export interface Invocation {
  readonly account: Account;
  /** Name of the function. */
  readonly functionName: string;
  /** Version that runs, such as `3` or `$LATEST`. */
  readonly version: string;
  readonly payload: unknown;
}

/** What a function returned, or the error that it threw. */
export type InvocationResult =
  | { readonly returned: unknown }
  | { readonly error: { readonly type: string; readonly message: string } };

/** Runs the functions of the simulated accounts. */
export type FunctionRuntime = (invocation: Invocation) => Promise<InvocationResult>;

/** Everything that the server answers from. */
export interface World {
  readonly accounts: readonly Account[];
  readonly clock: Clock;
  /** Runs a function; one that the runtime does not know fails. */
  readonly run: FunctionRuntime;
  /** Calls that fail, the next first. Whoever tests faults adds to it. */
  readonly faults: Fault[];
  /** Text that signs and verifies tokens of the sandbox's own issuer. */
  readonly issuerSecret: string;
}

/** The account with this id, 12 digits. */
export function accountWith(world: World, id: string): Account | undefined {
  return world.accounts.find((each) => each.id === id);
}
