import { ciCl002 } from "../support/frameworks";
import type { Statement } from "../support/iam";
import { hasResourcePolicy, resourcePolicies } from "../support/policy-documents";
import { anyResourceRule } from "../support/rule";

/** Condition keys that hold a caller to an account, an organization or one source. */
const PINS = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "kms:calleraccount",
]);
const EXACT = ["StringEquals", "ArnEquals"];
const LIKE = ["StringLike", "ArnLike"];

export const policyHasNoPublicPrincipal = anyResourceRule({
  name: "policy-has-no-public-principal",
  description:
    "No resource policy or role trust allows a principal outside this account or a pinned source.",
  why: '`Principal: "*"` is the whole world, every other AWS account included.',
  remediationSteps:
    "Name the principal, or add a condition such as `aws:PrincipalAccount` or `aws:SourceAccount`.",
  severity: "critical",
  framework: ciCl002("§4"),
  applies: hasResourcePolicy,
  *check({ type, props }) {
    for (const { field, statements } of resourcePolicies(type, props)) {
      if (statements === undefined) yield `${field} is no IAM policy: give it one`;
      for (const statement of (statements ?? []).filter(({ allows }) => allows)) {
        const where = `${field}, statement ${statement.label},`;
        for (const element of statement.inverted) {
          yield `${where} allows all but what ${element} lists: list what it allows`;
        }
        const anyone = statement.principals.some(({ value }) => value === "*");
        if (anyone && !statement.tests.some(pins)) {
          yield `${where} allows anyone: name the principal, or add a condition on its account`;
        }
      }
    }
  },
});

function pins({ operator, key, values }: Statement["tests"][number]): boolean {
  if (!PINS.has(key.toLowerCase()) || values.length === 0) return false;
  if (EXACT.includes(operator)) return values.every((value) => value !== "");
  return LIKE.includes(operator) && values.every((value) => /\d{12}|:nc-|\bvpce?-/.test(value));
}
