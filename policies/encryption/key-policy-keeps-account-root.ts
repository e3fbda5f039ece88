import { resourcePolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";

const TYPES = ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy", "aws:kms/replicaKey:ReplicaKey"];

/**
 * A key's policy leaves the key to its account: the account's root may do everything with it.
 *
 * Why: without that statement no IAM policy counts for the key, and once the principals that it
 * names are gone, nobody can use or mend it but AWS support.
 *
 * Fix: begin the policy with `Allow kms:*` for `arn:aws:iam::<account>:root`.
 */
export const keyPolicyKeepsAccountRoot = resourceRule({
  name: "key-policy-keeps-account-root",
  description: "The policy of a KMS key keeps the account's root.",
  applies: (type) => TYPES.includes(type),
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
      if (!kept) yield `${field} does not leave the key to ${root}: allow that principal kms:*`;
    }
  },
});
