import { formatProblem } from "../../../infra/problems";
import { UNKNOWN } from "../../../infra/unknown";
import type { Properties } from "../record";

/** An input that AWS or GitHub refuses. */
export interface Failure {
  /** The input, without what is below it. */
  readonly property: string;
  /** `<field> is <got>: expected <want>` */
  readonly reason: string;
}

/** The inputs of one resource, and where what is wrong with them is said. */
export interface Judged {
  readonly inputs: Properties;
  /** Account that the resource would be in. */
  readonly account: string;
  /** @param field - path of the input, such as `rules[0].action` */
  refuse(field: string, got: unknown, want: string): void;
}

/** Refuses what is wrong of one type of resource. What is not known yet is never wrong. */
export type Rule = (judged: Judged) => void;

/** Rules by Pulumi type token. */
export type Rules = Readonly<Record<string, readonly Rule[]>>;

/** What `rules` refuse. */
export function judge(rules: readonly Rule[], inputs: Properties, account: string): Failure[] {
  const failures: Failure[] = [];
  const refuse = (field: string, got: unknown, want: string) => {
    const property = /^\w+/.exec(field)?.[0] ?? field;
    failures.push({ property, reason: formatProblem(field, got, want) });
  };
  for (const rule of rules) rule({ inputs, account, refuse });
  return failures;
}

/** A whole number, or a fraction, within a range. */
export function between(property: string, least: number, most: number): Rule {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (typeof value === "number" && (value < least || value > most)) {
      refuse(property, value, `from ${least} to ${most}`);
    }
  };
}

/** One of a closed set of values. */
export function oneOf(property: string, ...allowed: readonly unknown[]): Rule {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (isGiven(value) && value !== UNKNOWN && !allowed.includes(value)) {
      refuse(property, value, `one of ${allowed.map((each) => JSON.stringify(each)).join(", ")}`);
    }
  };
}

/** A text of a length and alphabet. */
export function shaped(property: string, max: number, pattern: RegExp, want: string): Rule {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (typeof value !== "string") return;
    if (value.length > max) refuse(property, value, `at most ${max} characters`);
    else if (!pattern.test(value)) refuse(property, value, want);
  };
}

/** What must be given. */
export function required(...properties: readonly string[]): Rule {
  return ({ inputs, refuse }) => {
    for (const property of properties) {
      if (!isGiven(inputs[property])) refuse(property, undefined, "a value");
    }
  };
}

/** Of several, exactly one must be given. */
export function exactlyOne(...properties: readonly string[]): Rule {
  return ({ inputs, refuse }) => {
    const given = properties.filter((property) => isGiven(inputs[property]));
    if (given.length === 1) return;
    refuse(given[1] ?? properties[0] ?? "", given, `exactly one of ${properties.join(", ")}`);
  };
}

/** Whether a value is given, be it known or not. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** A list's entries that are known objects, with their index; nothing where it is no list. */
export function entries(value: unknown): [number, Properties][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each, index): [number, Properties][] =>
    each instanceof Object ? [[index, each as Properties]] : [],
  );
}

/** An object that is known; else nothing, so that every part of it is `undefined`. */
export function part(value: unknown): Properties | undefined {
  return value instanceof Object && !Array.isArray(value) ? (value as Properties) : undefined;
}
