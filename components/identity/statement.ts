/** Condition operators, each with the keys it tests. */
export type Condition = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** One statement of an identity policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Condition;
}

/** Allows `actions` of one service, written without the service's prefix, on `Resource`. */
export function allow(
  Sid: string,
  service: string,
  actions: readonly string[],
  Resource: string | readonly string[],
  Condition?: Condition,
): Statement {
  const Action = actions.map((action) => `${service}:${action}`);
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

/** Denies `Action`, whatever other statements allow. */
export function deny(
  Sid: string,
  Action: readonly string[],
  Resource: string | readonly string[],
  Condition?: Condition,
): Statement {
  return { Sid, Effect: "Deny", Action, Resource, ...(Condition && { Condition }) };
}

/** An identity policy as JSON text. */
export function policyText(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
