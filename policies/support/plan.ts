import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import type { Settings } from "../../infra/settings/parse";
import type { Known, Outputs } from "./inputs";
import {
  type AnyResource,
  policyOf,
  type Rule,
  type Thresholds,
  thresholdsOf,
  withSteps,
} from "./rule";
import { isSettings, settingsOrProblems, whyNotJudged } from "./settings";
import { isUnknown, readable } from "./unknowns";

/** One resource of a whole plan; its `props` are its outputs, which hold its inputs too. */
export interface Planned extends AnyResource {
  /** URNs of the resources that the input `key` was made from. */
  madeFrom(key: string): readonly string[];
  /** URNs of what it lies in, from the nearest. */
  readonly ancestors: readonly string[];
}

/** A resource of a plan that has one of the types `T`. */
export type PlannedOf<T extends string> = T extends string
  ? Omit<Planned, "type" | "props"> & { readonly type: T; readonly props: Outputs<T> }
  : never;

/** What is wrong with a plan, and with which resource of it. */
export interface Finding {
  readonly urn: string;
  readonly message: string;
}

/** A rule on a whole plan: what one resource alone cannot show. */
export function planRule<const C extends string = never>(
  rule: Rule<C> & {
    /** What is wrong. */
    check(plan: readonly Planned[], settings: Settings, given: Thresholds<C>): Iterable<Finding>;
  },
): StackValidationPolicy {
  return {
    ...policyOf(rule),
    validateStack({ resources, getConfig }, report) {
      const settings = settingsOrProblems();
      if (!isSettings(settings)) return report(whyNotJudged(settings));
      const given = thresholdsOf(rule, getConfig());
      for (const { message, urn } of rule.check(resources.map(planned), settings, given)) {
        report(withSteps(message, rule), urn);
      }
    },
  };
}

/** The resources of a plan that have one of these types. */
export function ofType<const T extends string>(
  plan: readonly Planned[],
  ...types: (T & Known<T>)[]
): PlannedOf<T>[] {
  const wanted: ReadonlySet<string> = new Set(types);
  return plan.filter((each): each is Planned & PlannedOf<T> => wanted.has(each.type));
}

/**
 * Whether `value`, which the input `key` of `from` holds, is one of the `texts` that name `to`. A
 * value that only `up` can know is, if the input was made from `to`.
 */
export function names(
  from: Pick<Planned, "madeFrom">,
  key: string,
  value: unknown,
  to: Pick<Planned, "urn">,
  texts: readonly unknown[],
): boolean {
  if (isUnknown(value)) return from.madeFrom(key).includes(to.urn);
  return typeof value === "string" && texts.includes(value);
}

function planned(resource: PolicyResource): Planned {
  const { type, name, urn, props, opts, propertyDependencies } = resource;
  return {
    type,
    name,
    urn,
    props: readable(props),
    ignoreChanges: opts.ignoreChanges,
    ancestors: ancestorsOf(resource),
    madeFrom: (key) => (propertyDependencies[key] ?? []).map((each) => each.urn),
  };
}

function ancestorsOf({ parent }: PolicyResource): string[] {
  return parent ? [parent.urn, ...ancestorsOf(parent)] : [];
}
