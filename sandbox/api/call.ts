import type { Caller } from "./authorization/sessions";
import type { Account, World } from "./world";

/** What is known of one call beside its input. */
export interface Call {
  /** The caller's account, which the call is about unless it names another. */
  readonly account: Account;
  readonly caller: Caller;
  /** Region that the request was signed for. */
  readonly region: string;
  /** Time on the virtual clock. */
  readonly now: Date;
  readonly world: World;
  /** Host and port that the request was sent to. @default - no client has sent it */
  readonly host?: string | undefined;
}

/** `arn:aws:<service>:<region>:<account>:<resource>` in the caller's account. */
export function arnOf(call: Call, service: string, resource: string): string {
  return `arn:aws:${service}:${call.region}:${call.account.id}:${resource}`;
}
