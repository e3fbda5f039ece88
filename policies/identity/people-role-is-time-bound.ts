import { ciCl002 } from "../support/frameworks";
import { resourcePolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

/** Longest session, in seconds. */
const SESSION_MAX = 3600;

/** Condition keys of which each must be tested: an end, and the name of who comes. */
const REQUIRED = [
  ["aws:CurrentTime with DateLessThan", /^DateLessThan(Equals)?$/i, /^aws:CurrentTime$/i],
  ["sts:SourceIdentity", /^StringEquals$/i, /^sts:SourceIdentity$/i],
] as const;

/** One of them must be tested: a device, or what an identity provider says of one. */
const SECOND_FACTOR = /^aws:(MultiFactorAuthPresent|PrincipalTag\/.+)$/i;

export const peopleRoleIsTimeBound = resourceRule({
  name: "people-role-is-time-bound",
  description:
    "A role that users or other roles may assume has an end, a second factor and a source identity.",
  why:
    "Break-glass that is left open is a standing administrator, and without a source identity nobody " +
    "can say who used it.",
  remediationSteps: "Open a window with `breakGlass.window`; make no other role for people.",
  severity: "critical",
  framework: ciCl002("§14"),
  types: ["aws:iam/role:Role"],
  *check({ type, props }) {
    for (const { field, statements } of resourcePolicies(type, props)) {
      for (const { label, allows, principals, tests } of statements ?? []) {
        if (!allows || !principals.some(({ kind }) => kind === "AWS")) continue;
        const is = `${field}, statement ${label}, does not test`;
        for (const [what, operator, key] of REQUIRED) {
          if (tests.some((test) => operator.test(test.operator) && key.test(test.key))) continue;
          yield `${is} ${what}`;
        }
        if (!tests.some(({ key }) => SECOND_FACTOR.test(key))) yield `${is} a second factor`;
        const { maxSessionDuration: seconds } = props;
        if (!isUnknown(seconds) && (seconds ?? SESSION_MAX) > SESSION_MAX) {
          yield `maxSessionDuration is ${seconds}: set it to ${SESSION_MAX} or less`;
        }
      }
    }
  },
});
