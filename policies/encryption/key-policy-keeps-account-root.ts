import { ciCl002 } from "../support/frameworks";
import { resourcePolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";

export const keyPolicyKeepsAccountRoot = resourceRule({
  name: "key-policy-keeps-account-root",
  description: "The policy of a KMS key lets the account's root do everything with it.",
  why:
    "Without that statement no IAM policy counts for the key, and once the principals that it names are " +
    "gone, nobody but AWS support can use or repair it.",
  remediationSteps: "Begin the policy with `Allow kms:*` for `arn:aws:iam::<account>:root`.",
  severity: "high",
  framework: ciCl002("§9"),
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy", "aws:kms/replicaKey:ReplicaKey"],
  *check({ type, props }, { accountId }) {
    const root = `arn:aws:iam::${accountId}:root`;
    for (const { field, statements } of resourcePolicies(type, props)) {
      const kept = statements?.some(
        ({ allows, principals, actions, tests, inverted }) =>
          allows &&
          inverted.length === 0 &&
          tests.length === 0 &&
          actions.includes("kms:*") &&
          principals.some(({ kind, value }) => kind === "AWS" && value === root),
      );
      if (!kept) yield `${field} does not keep the key with ${root}: allow that principal kms:*`;
    }
  },
});
