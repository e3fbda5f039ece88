import { ciCl002 } from "../support/frameworks";
import type { Statement } from "../support/iam";
import {
  hasIdentityPolicy,
  hasResourcePolicy,
  identityPolicies,
  resourcePolicies,
} from "../support/policy-documents";
import { anyResourceRule } from "../support/rule";

/** Operators that are true where the request does not have the key (IAM user guide, Condition operators). */
const TRUE_IF_ABSENT = /^(ForAllValues:.*|.*IfExists)$/i;

export const conditionKeyIsRequired = anyResourceRule({
  name: "condition-key-is-required",
  description: "A condition that allows something is not true of a request that lacks its key.",
  why:
    "`ForAllValues` and `IfExists` are true where the key is absent: who leaves the key out passes the " +
    "condition.",
  remediationSteps: 'Use `ForAnyValue` or the plain operator, or add `Null: { "<key>": "false" }`.',
  severity: "critical",
  framework: ciCl002("§4"),
  applies: (type) => hasIdentityPolicy(type) || hasResourcePolicy(type),
  *check({ type, props }) {
    for (const { field, statements } of [
      ...identityPolicies(type, props),
      ...resourcePolicies(type, props),
    ]) {
      for (const { label, allows, tests } of statements ?? []) {
        for (const { operator, key } of allows ? tests : []) {
          if (!TRUE_IF_ABSENT.test(operator) || isRequired(key, tests)) continue;
          const is = `${field}, statement ${label}, tests ${key} with ${operator}`;
          yield `${is}, which is true where it is absent`;
        }
      }
    }
  },
});

function isRequired(key: string, tests: Statement["tests"]): boolean {
  return tests.some(
    (test) =>
      test.operator === "Null" &&
      test.key.toLowerCase() === key.toLowerCase() &&
      test.values.join() === "false",
  );
}
