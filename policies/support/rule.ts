import type {
  PolicyResource,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../infra/settings/parse";
import { settingsOrProblems } from "./settings";
import { hasUnknown, type Props, readable } from "./unknowns";

/** One resource, as a rule reads it. */
export interface Subject {
  /** Pulumi type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly urn: string;
  /** Its inputs, as the provider will get them; what only `up` can know is `UNKNOWN`. */
  readonly props: Props;
  /** Paths of inputs that an update leaves as they are. */
  readonly ignoreChanges: readonly string[];
}

/** One resource of a whole plan; its `props` are its outputs. */
export interface Planned extends Subject {
  /** URNs that the input `key` was made from. */
  madeFrom(key: string): readonly string[];
  /** URNs of what it lies in, from the nearest. */
  readonly ancestors: readonly string[];
}

/** What is wrong with a plan, and with which resource of it. */
export interface Finding {
  readonly urn: string;
  readonly message: string;
}

interface Rule {
  /** The sentence that is true of a good resource, in kebab-case. */
  readonly name: string;
  readonly description: string;
}

/**
 * A mandatory rule on one resource at a time. The engine asks it twice: in a preview, where a
 * check passes over what is unknown, and in `up` before the resource is touched, where everything
 * is known.
 */
export function resourceRule(
  rule: Rule & {
    /** Whether it judges resources of this type. */
    applies(type: string): boolean;
    /** What is wrong, each with how to mend it. */
    check(subject: Subject, settings: Settings): Iterable<string>;
  },
): ResourceValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    enforcementLevel: "mandatory",
    validateResource({ type, name, urn, props, opts, notApplicable }, report) {
      if (!rule.applies(type)) return notApplicable();
      const settings = settingsOrProblems();
      if (!isSettings(settings)) return report(cannotKnow(settings));
      const { ignoreChanges } = opts;
      const subject = { type, name, urn, props: readable(props), ignoreChanges };
      for (const message of rule.check(subject, settings)) report(message);
      if (!pulumi.runtime.isDryRun() && hasUnknown(subject.props)) {
        report(
          "a value is unknown although this is no preview: run `pulumi up` on the whole stack",
        );
      }
    },
  };
}

/** A mandatory rule on a whole plan: what one resource alone cannot show. */
export function planRule(
  rule: Rule & {
    /** What is wrong, each with how to mend it. */
    check(plan: readonly Planned[], settings: Settings): Iterable<Finding>;
  },
): StackValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    enforcementLevel: "mandatory",
    validateStack({ resources }, report) {
      const settings = settingsOrProblems();
      if (!isSettings(settings)) return report(cannotKnow(settings));
      for (const { message, urn } of rule.check(resources.map(planned), settings)) {
        report(message, urn);
      }
    },
  };
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

function isSettings(found: Settings | readonly string[]): found is Settings {
  return !Array.isArray(found);
}

function cannotKnow(problems: readonly string[]): string {
  return `the stack's settings cannot be read, so nothing can be judged: ${problems.join("; ")}`;
}
