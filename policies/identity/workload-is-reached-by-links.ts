import { physicalName } from "../../infra/naming/names";
import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import type { Statement } from "../support/iam";
import { hasIdentityPolicy, identityPolicies } from "../support/policy-documents";
import { type AnyResource, anyResourceRule } from "../support/rule";
import { ownersIn, PLATFORM } from "./owners";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const PERMISSION = "aws:lambda/permission:Permission";

/** What a service encrypts is named by the context that it sends to KMS. */
const ENCRYPTED = /^kms:EncryptionContext:/i;

export const workloadIsReachedByLinks = anyResourceRule({
  name: "workload-is-reached-by-links",
  description:
    "A role of one workload reaches another workload in its policy of links alone, or rotates a secret for it.",
  why:
    "Both owners review a link. In any other policy one workload has the rights of another, and the owner " +
    "of what it reaches never learns of it.",
  remediationSteps: "Add the link to `links` of the caller and to `allows` of the target.",
  severity: "critical",
  framework: ciCl002("§4"),
  applies: (type) => hasIdentityPolicy(type) || type === PERMISSION,
  *check(subject, settings) {
    if (subject.type === PERMISSION) yield* invokers(subject);
    else yield* policies(subject, settings);
  },
});

function* policies({ type, props }: AnyResource, { environment }: Settings): Iterable<string> {
  const { name, role } = props;
  const [holder] = ownersIn(typeof role === "string" ? role : String(name));
  if (holder === undefined || holder === PLATFORM) return;
  const isPolicy = (service: string, component: string) =>
    type === ROLE_POLICY && name === physicalName(ROLE_POLICY, { service, environment }, component);
  if (isPolicy(holder, "links")) return;
  for (const { field, statements } of identityPolicies(type, props)) {
    for (const statement of (statements ?? []).filter(({ allows }) => allows)) {
      for (const text of reached(statement)) {
        const others = ownersIn(text).filter((each) => each !== holder && each !== PLATFORM);
        // The owner of a secret says who rotates it, and the policy has the owner's name.
        const isSecret = text.includes(":secret:") && !/[*?]/.test(others.join());
        if (others.every((owner) => isSecret && isPolicy(owner, "rotation"))) continue;
        yield `${field}, statement ${statement.label}, of ${holder} allows ${text}: name what is its own`;
      }
    }
  }
}

/** A function's own policy lets a role of another workload in by the statement of a link alone. */
function* invokers({ props }: AnyResource): Iterable<string> {
  const { principal, function: invoked, statementId } = props;
  if (typeof principal !== "string" || typeof invoked !== "string") return;
  const [caller] = ownersIn(principal);
  const [target] = ownersIn(invoked);
  if (caller === undefined || caller === PLATFORM || caller === target) return;
  if (new RegExp(`^nc-${caller}-(dev|stg|prod)-link-`).test(String(statementId))) return;
  yield `principal is ${principal}: of ${target ?? "no workload"}, allow what is its own`;
}

function reached({ resources, tests }: Statement): readonly string[] {
  const encrypted = tests.filter(({ key }) => ENCRYPTED.test(key));
  return [...resources, ...encrypted.flatMap(({ values }) => values)];
}
