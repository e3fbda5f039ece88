import { PLATFORM } from "../../infra/context";
import { physicalName } from "../../infra/naming/names";
import { platformNames } from "../../infra/naming/platform-names";
import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import { matchesIamPattern, type Statement } from "../support/iam";
import { hasIdentityPolicy, identityPolicies } from "../support/policy-documents";
import { anyResourceRule } from "../support/rule";

/** Condition keys that say what an action gives away, which the name of its resource does not. */
const KEYS = {
  // Where a service's tasks are, and whether they have public addresses (ECS API, AwsVpcConfiguration).
  "ecs:UpdateService": "ecs:subnet",
  // Whom a function is opened to.
  "lambda:AddPermission": "lambda:Principal",
} as const;

const EXACT = /^(ForAnyValue:)?String(Equals|Like)$/;

export const sensitiveActionHasCondition = anyResourceRule({
  name: "sensitive-action-has-condition",
  description:
    "A policy that allows a function to be opened, or a service to be changed, says how.",
  why:
    "The name of the function or of the service does not limit whom it is opened to, or to which network " +
    "its tasks move.",
  remediationSteps:
    'Name the services by `lambda:Principal`; refuse a network by `Null: { "ecs:subnet": "true" }`.',
  severity: "critical",
  framework: ciCl002("§4"),
  applies: hasIdentityPolicy,
  *check({ type, props }, settings) {
    if (type === "aws:iam/policy:Policy" && exceptions(settings).includes(String(props.name)))
      return;
    for (const { field, statements } of identityPolicies(type, props)) {
      for (const statement of (statements ?? []).filter(({ allows }) => allows)) {
        for (const [action, key] of Object.entries(KEYS)) {
          const pattern = statement.actions.find((each) => matchesIamPattern(each, action));
          if (pattern === undefined || isLimited(statement, key)) continue;
          yield `${field}, statement ${statement.label}, allows ${pattern} without ${key}: add a condition`;
        }
      }
    }
  },
});

/** The boundary grants nothing by itself, and the platform makes services in the networks it makes. */
function exceptions(settings: Settings): readonly string[] {
  const owner = { service: PLATFORM.service, environment: settings.environment };
  const compute = physicalName("aws:iam/policy:Policy", owner, "deploy-compute");
  return [platformNames(settings).boundary, compute];
}

/** Whether a statement names values of `key`, or takes requests without a subnet alone. */
function isLimited({ tests }: Statement, key: string): boolean {
  return tests.some((test) => {
    if (test.key.toLowerCase() !== key.toLowerCase()) return false;
    if (test.operator === "Null") return key === "ecs:subnet" && test.values.join() === "true";
    return EXACT.test(test.operator) && test.values.every((value) => !/^[*?]*$/.test(value));
  });
}
