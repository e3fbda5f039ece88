import type { ResourceValidationPolicy } from "@pulumi/policy";
import { type Inputs, valuesOf } from "./inputs";
import { anyResourceRule, type Rule } from "./rule";
import { isUnknown, type Props } from "./unknowns";

/** What a rule demands of one input of a resource with the inputs `I`. */
export interface Demand<I> {
  readonly read: (inputs: I) => unknown;
  /** Whether a value, which is known, or not given, meets the demand. */
  readonly isMet: (value: unknown) => boolean;
  /** What a message asks for. */
  readonly wanted: string;
}

/** The demands of a rule, by type. */
export type Demands<T extends string> = {
  readonly [Type in T]: readonly Demand<Inputs<Type>>[];
};

/** Declares the demands of a rule, by the tokens of types, which type the inputs. */
export function demandTable<T extends string>(table: Demands<T>): Demands<T> {
  return table;
}

/** A rule that demands certain values of the inputs of certain types. */
export function demandRule(
  rule: Rule & {
    /** By type; the engine's props have the inputs that the SDK declares for it. */
    readonly demands: Readonly<Record<string, readonly Demand<Props>[]>>;
  },
): ResourceValidationPolicy {
  const { demands } = rule;
  return anyResourceRule({
    ...rule,
    applies: (type) => Object.hasOwn(demands, type),
    *check({ type, props }) {
      for (const { read, isMet, wanted } of demands[type] ?? []) {
        const { field, values } = valuesOf(read, props);
        for (const value of values) {
          if (isUnknown(value) || isMet(value)) continue;
          yield `${field || "it"} is ${shown(value)}: ${wanted}`;
        }
      }
    },
  });
}

/** The input is one of `wanted`. */
export function mustBe<I>(read: Demand<I>["read"], ...wanted: readonly unknown[]): Demand<I> {
  const isMet = (value: unknown) => wanted.includes(value);
  return { read, isMet, wanted: `set it to ${wanted.map(shown).join(" or ")}` };
}

/** The input is not given, or none of `bad`. */
export function mustNotBe<I>(read: Demand<I>["read"], ...bad: readonly unknown[]): Demand<I> {
  return { read, isMet: (value) => !bad.includes(value), wanted: "set it to something else" };
}

/** The input is not given, or empty. */
export function mustBeAbsent<I>(read: Demand<I>["read"]): Demand<I> {
  return { read, isMet: (value) => value === undefined || value === "", wanted: "leave it out" };
}

/** The input is given, whatever it is. */
export function mustBeGiven<I>(read: Demand<I>["read"]): Demand<I> {
  const isMet = (value: unknown) => value !== undefined && value !== "";
  return { read, isMet, wanted: "give it" };
}

/** No resource of the type may exist: each is `what`. */
export function mustNotExist<I>(what: string): Demand<I> {
  return { read: () => what, isMet: () => false, wanted: "remove it" };
}

/** The input is a number of at least `least`. */
export function mustBeAtLeast<I>(read: Demand<I>["read"], least: number): Demand<I> {
  return { read, isMet: (value) => Number(value) >= least, wanted: `set it to ${least} or more` };
}

function shown(value: unknown): string {
  if (value === undefined) return "not given";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
