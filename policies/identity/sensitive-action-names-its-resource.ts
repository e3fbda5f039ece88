import { platformNames } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import { matchesIamPattern, type Statement, type Test } from "../support/iam";
import { hasIdentityPolicy, identityPolicies } from "../support/policy-documents";
import { anyResourceRule } from "../support/rule";
import { isOfOneWorkload, widthOf } from "./resource-width";
import { actionsOnAllWorkloads, SENSITIVE_ACTIONS } from "./sensitive-actions";

/**
 * Condition keys that narrow a statement to certain resources. A key's ARN is made of its id, so a
 * policy names keys by their aliases.
 */
const NARROWS =
  /^(aws:ResourceTag\/.+|iam:ResourceTag\/.+|kms:ResourceAliases|kms:EncryptionContext:.+|kms:GrantIsForAWSResource|kms:RequestAlias)$/i;
const EXACT = /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike|Bool)$/;

export const sensitiveActionNamesItsResource = anyResourceRule({
  name: "sensitive-action-names-its-resource",
  description: "A policy that allows a sensitive action names the resources that it is allowed on.",
  why:
    "Whoever may pass, or attach a policy to, any role has the rights of the most powerful one; whoever " +
    "may read any secret has all of them. A pattern over several workloads gives one the rights of others.",
  remediationSteps: "Name the resources by `context.name`, or a key by a condition on its alias.",
  severity: "critical",
  framework: ciCl002("§4"),
  applies: hasIdentityPolicy,
  *check(subject, settings) {
    const { type, props } = subject;
    // The permissions boundary grants nothing by itself.
    const { boundary } = platformNames(settings);
    if (type === "aws:iam/policy:Policy" && props.name === boundary) return;
    const spared = actionsOnAllWorkloads(subject, settings);
    for (const { field, statements } of identityPolicies(type, props)) {
      for (const statement of (statements ?? []).filter(({ allows }) => allows)) {
        for (const wrong of [...patternsOfService(statement), ...tooWide(statement, spared)]) {
          yield `${field}, statement ${statement.label}, ${wrong}`;
        }
      }
    }
  },
});

function* patternsOfService({ actions }: Statement): Iterable<string> {
  for (const action of actions) {
    const [service = ""] = action.split(":");
    if (!/[*?]/.test(service) || /^\*+$/.test(service)) continue;
    yield `allows ${action}, which has a pattern for its service: name the service`;
  }
}

/** @param spared - actions that the policy may allow on what several workloads have */
function* tooWide(
  { actions, resources, tests }: Statement,
  spared: readonly string[],
): Iterable<string> {
  if (tests.some(narrows)) return;
  const hit = SENSITIVE_ACTIONS.filter((each) =>
    actions.some((action) => matchesIamPattern(action, each)),
  );
  const everything = resources.find((each) => widthOf(each) === "everything");
  if (everything !== undefined && hit.length > 0) {
    yield `allows ${hit.join(", ")} on ${everything}: name the resources`;
  }
  const several = resources.find((each) => widthOf(each) === "several workloads");
  const wrong = hit.filter((each) => !spared.includes(each));
  if (several !== undefined && wrong.length > 0) {
    yield `allows ${wrong.join(", ")} on ${several}, which several workloads have: name one's own`;
  }
}

/** Whether a condition leaves the resources of one workload, or grants for services of AWS alone. */
function narrows({ operator, key, values }: Test): boolean {
  if (!EXACT.test(operator) || !NARROWS.test(key) || values.length === 0) return false;
  return values.every((value) => (operator === "Bool" ? value === "true" : isOfOneWorkload(value)));
}
