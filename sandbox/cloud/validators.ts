import { formatProblem } from "../../infra/problems";
import { UNKNOWN } from "../../infra/unknown";
import type { Properties } from "./record";
import { isGiven } from "./values";

/** An input that AWS or GitHub refuses. */
export interface CheckFailure {
  /** The input, without what is below it. */
  readonly property: string;
  /** `<field> is <got>: expected <want>` */
  readonly reason: string;
}

/** The inputs of one resource that are validated. */
export interface Validation {
  /** What is not known yet is `UNKNOWN`. */
  readonly inputs: Properties;
  /** Account that the resource would be in: 12 digits, or an organization of GitHub. */
  readonly account: string;
  /** Reports one mistake. @param field - path of the input, such as `rules[0].action` */
  refuse(field: string, got: unknown, want: string): void;
}

/** Refuses what is wrong of one type of resource. What is not known yet is never wrong. */
export type Validator = (validation: Validation) => void;

/** What `validators` refuse of `inputs`, in their order. */
export function failuresOf(
  validators: readonly Validator[],
  inputs: Properties,
  account: string,
): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const refuse = (field: string, got: unknown, want: string) => {
    const property = /^\w+/.exec(field)?.[0] ?? field;
    failures.push({ property, reason: formatProblem(field, got, want) });
  };
  for (const validate of validators) validate({ inputs, account, refuse });
  return failures;
}

/** A number within a range, both ends included. */
export function between(property: string, least: number, most: number): Validator {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (typeof value === "number" && (value < least || value > most)) {
      refuse(property, value, `from ${least} to ${most}`);
    }
  };
}

/** One of a closed set of values. */
export function oneOf(property: string, ...allowed: readonly unknown[]): Validator {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (isGiven(value) && value !== UNKNOWN && !allowed.includes(value)) {
      refuse(property, value, `one of ${allowed.map((each) => JSON.stringify(each)).join(", ")}`);
    }
  };
}

/** A text of at most `max` characters that matches `pattern`. */
export function matches(property: string, max: number, pattern: RegExp, want: string): Validator {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (typeof value !== "string") return;
    if (value.length > max) refuse(property, value, `at most ${max} characters`);
    else if (!pattern.test(value)) refuse(property, value, want);
  };
}

/** Inputs that must be given. */
export function required(...properties: readonly string[]): Validator {
  return ({ inputs, refuse }) => {
    for (const property of properties) {
      if (!isGiven(inputs[property])) refuse(property, undefined, "a value");
    }
  };
}

/** Inputs of which exactly one must be given. */
export function exactlyOne(...properties: readonly string[]): Validator {
  return ({ inputs, refuse }) => {
    const given = properties.filter((property) => isGiven(inputs[property]));
    if (given.length === 1) return;
    refuse(given[1] ?? properties[0] ?? "", given, `exactly one of ${properties.join(", ")}`);
  };
}
