import { policyText, type Statement } from "./statement";

/** Most characters of all inline policies of a role. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX = 10_240;

/**
 * An inline policy as JSON text. One that is longer than IAM takes is written shorter, and allows the same: statements
 * that differ in their actions alone are one, a list of one is its only text, and no statement has an id, which
 * people alone read.
 */
export function inlinePolicyText(statements: readonly Statement[]): string {
  const text = policyText(statements);
  return text.length <= MAX ? text : JSON.stringify(shortPolicy(statements));
}

function shortPolicy(statements: readonly Statement[]) {
  const merged = new Map<string, Omit<Statement, "Sid">>();
  for (const { Sid: _, ...statement } of statements) {
    const { Action, ...others } = statement;
    const key = JSON.stringify(others);
    const before = merged.get(key);
    const isMerged = Action !== undefined && before?.Action !== undefined;
    const actions = isMerged ? [...new Set([...(before.Action ?? []), ...Action])] : Action;
    // A statement without actions is alike in nothing but all of itself.
    merged.set(key, actions === undefined ? statement : { ...statement, Action: actions });
  }
  return { Version: "2012-10-17", Statement: [...merged.values()].map(withoutListsOfOne) };
}

/** IAM reads a text as a list of one (IAM user guide, "Grammar of the IAM JSON policy language"). */
function withoutListsOfOne(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : value;
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withoutListsOfOne(member)]),
  );
}
