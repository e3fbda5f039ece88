import type { AlarmState } from "./alarm";

/** Which states each function of a rule is true of. Source: CloudWatch API, PutCompositeAlarm, AlarmRule. */
const FUNCTIONS: Readonly<Record<string, AlarmState>> = {
  ALARM: "ALARM",
  OK: "OK",
  INSUFFICIENT_DATA: "INSUFFICIENT_DATA",
};

/**
 * Whether the rule of a composite alarm holds, such as `ALARM("a") AND NOT OK("b")`.
 *
 * @param stateOf - the state of an alarm by its name
 * @throws {Error} if it is no rule
 */
export function ruleHolds(rule: string, stateOf: (alarm: string) => AlarmState): boolean {
  const tokens = rule.match(/[A-Z_]+\("?[^")]+"?\)|AND\b|OR\b|NOT\b|TRUE|FALSE|[()]/g) ?? [];
  let at = 0;
  const primary = (): boolean => {
    const token = tokens[at] ?? "";
    at += 1;
    if (token === "NOT") return !primary();
    if (token === "(") {
      const value = either();
      if (tokens[at] !== ")") throw new Error(`${rule}: a bracket is not closed`);
      at += 1;
      return value;
    }
    if (token === "TRUE" || token === "FALSE") return token === "TRUE";
    const [, name = "", alarm = ""] = /^([A-Z_]+)\("?([^")]+)"?\)$/.exec(token) ?? [];
    const state = FUNCTIONS[name];
    if (state === undefined) throw new Error(`${rule}: ${token || "its end"} is no term`);
    return stateOf(alarm) === state;
  };
  const both = (): boolean => {
    let value = primary();
    while (tokens[at] === "AND") {
      at += 1;
      const right = primary();
      value = value && right;
    }
    return value;
  };
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === "OR") {
      at += 1;
      const right = both();
      value = value || right;
    }
    return value;
  };
  const holds = either();
  if (at !== tokens.length) throw new Error(`${rule}: ${tokens[at]} is left over`);
  return holds;
}
