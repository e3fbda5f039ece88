import type {
  Policy,
  PolicyComplianceFramework,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  Severity,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../infra/settings/parse";
import type { Inputs, Known } from "./inputs";
import { isSettings, settingsOrProblems, whyNotJudged } from "./settings";
import { hasUnknownInput, type Props, readable } from "./unknowns";

/** A number of a rule that the pack's configuration may change, in JSON Schema. */
export type Threshold = PolicyConfigSchema["properties"][string] & {
  readonly type: "integer";
  readonly description: string;
  readonly default: number;
};

/** The thresholds of a rule, by name, as they are configured. */
export type Thresholds<T extends string> = Readonly<Record<T, number>>;

/** What every rule says of itself. `T` are the names of its thresholds. */
export interface Rule<T extends string = never> {
  /** The sentence that is true of a good resource, in kebab-case. */
  readonly name: string;
  /** The same sentence, in full. */
  readonly description: string;
  /** What goes wrong without it. */
  readonly why: string;
  /** How to comply, in this program. It ends the report of every violation. */
  readonly remediationSteps: string;
  readonly severity: Severity;
  /** The requirement that it enforces. */
  readonly framework: PolicyComplianceFramework;
  /** A page of AWS or GitHub about it. @default - none */
  readonly url?: string;
  /** What the pack's configuration may change beside the enforcement level. @default - nothing */
  readonly thresholds?: Readonly<Record<T, Threshold>>;
}

interface Resource {
  /** Logical name. */
  readonly name: string;
  readonly urn: string;
  /** Paths of inputs that an update leaves as they are. */
  readonly ignoreChanges: readonly string[];
}

/** A resource of any type. */
export interface AnyResource extends Resource {
  /** Pulumi type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Its inputs, as the provider will get them; what only `up` can know is `UNKNOWN_INPUT`. */
  readonly props: Props;
}

/** A resource of one of the types `T`, with its inputs as the SDK declares them. */
export type Subject<T extends string> = T extends string
  ? Resource & { readonly type: T; readonly props: Inputs<T> }
  : never;

/** A rule on one resource at a time, of certain types. */
export function resourceRule<const T extends string, const C extends string = never>(
  rule: Rule<C> & {
    /** The types that it judges, by their tokens. */
    readonly types: readonly (T & Known<T>)[];
    /** What is wrong, each as `<field> is <got>: <wanted>`. */
    check(subject: Subject<T>, settings: Settings, given: Thresholds<C>): Iterable<string>;
  },
): ResourceValidationPolicy {
  const types: ReadonlySet<string> = new Set(rule.types);
  const validate = validation(
    rule,
    (type) => types.has(type),
    function* (resource, ...rest) {
      if (isOf<T>(resource, types)) yield* rule.check(resource, ...rest);
    },
  );
  // Where there is one type, the SDK does not even decode the inputs of the others.
  const [only] = rule.types;
  const validateResource =
    types.size === 1 ? Object.assign(validate, { __pulumiType: only }) : validate;
  return { ...policyOf(rule), validateResource };
}

/** A rule on one resource at a time, whatever its type. */
export function anyResourceRule<const C extends string = never>(
  rule: Rule<C> & {
    /** Whether it judges resources of this type. */
    applies(type: string): boolean;
    /** What is wrong, each as `<field> is <got>: <wanted>`. */
    check(subject: AnyResource, settings: Settings, given: Thresholds<C>): Iterable<string>;
  },
): ResourceValidationPolicy {
  return { ...policyOf(rule), validateResource: validation(rule, rule.applies, rule.check) };
}

/**
 * The engine asks a rule on one resource twice: in a preview, where a check skips what is unknown,
 * and in `up` before the resource is touched, when everything is known.
 */
function validation<C extends string>(
  rule: Rule<C>,
  applies: (type: string) => boolean,
  check: (subject: AnyResource, settings: Settings, given: Thresholds<C>) => Iterable<string>,
) {
  const validate: Extract<ResourceValidationPolicy["validateResource"], CallableFunction> = (
    { type, name, urn, props: sent, opts: { ignoreChanges }, getConfig, notApplicable },
    report,
  ) => {
    if (!applies(type)) return notApplicable();
    const settings = settingsOrProblems();
    if (!isSettings(settings)) return report(whyNotJudged(settings));
    const props = readable(sent);
    const subject = { type, name, urn, props, ignoreChanges };
    for (const wrong of check(subject, settings, thresholdsOf(rule, getConfig()))) {
      report(withSteps(wrong, rule));
    }
    if (!pulumi.runtime.isDryRun() && hasUnknownInput(props)) {
      report("a value is unknown although this is no preview: run `pulumi up` on the whole stack");
    }
  };
  return validate;
}

function isOf<T extends string>(
  resource: AnyResource,
  types: ReadonlySet<string>,
): resource is AnyResource & Subject<T> {
  return types.has(resource.type);
}

/** What the engine is sent of a rule. All rules are mandatory unless the configuration says else. */
export function policyOf<C extends string>(rule: Rule<C>): Policy {
  const { name, description, why, remediationSteps, severity, framework, url, thresholds } = rule;
  return {
    name,
    description: `${description} ${why}`,
    enforcementLevel: "mandatory",
    remediationSteps,
    severity,
    framework,
    url,
    configSchema: thresholds && { properties: thresholds },
  };
}

/** The engine's report of a violation has no field for the steps, so its message ends with them. */
export function withSteps(
  wrong: string,
  { remediationSteps }: Pick<Rule, "remediationSteps">,
): string {
  return `${wrong}. ${remediationSteps}`;
}

/** The thresholds of a rule: their defaults, and what is configured, which the engine has checked. */
export function thresholdsOf<C extends string>(
  { thresholds }: Rule<C>,
  configured: Partial<Thresholds<C>>,
): Thresholds<C> {
  const defaults = Object.entries<Threshold>(thresholds ?? {}).map(([name, each]) => [
    name,
    each.default,
  ]);
  return { ...Object.fromEntries(defaults), ...configured };
}
