import { ciCl002 } from "../support/frameworks";
import type { Statement } from "../support/iam";
import { resourcePolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";
import { claimProblems, ISSUER } from "./github-claims";

const ASSUME = "sts:AssumeRoleWithWebIdentity";

export const githubTrustIsPinned = resourceRule({
  name: "github-trust-is-pinned",
  description:
    "A role that trusts GitHub Actions names one repository, by name and id, one environment, the refs that it takes and, but for a workload in dev, the reusable workflow.",
  why:
    "Approvals depend on the environment. Under `repo:neurocipher/*`, a branch of any repository deploys " +
    "to production, and no reviewer is ever asked.",
  remediationSteps: "Create the role with `DeployRole`, `PublishRole` or `TerraformPlanRole`.",
  severity: "critical",
  framework: ciCl002("§4"),
  url: "https://docs.github.com/actions/reference/security/oidc",
  types: ["aws:iam/role:Role"],
  *check({ type, props }, settings) {
    for (const { field, statements } of resourcePolicies(type, props)) {
      if (statements === undefined) yield `${field} is no IAM policy: give it one`;
      for (const statement of statements ?? []) {
        if (!trustsGitHub(statement)) continue;
        const { actions, principals, label } = statement;
        if (actions.join() !== ASSUME) {
          yield `${field}, statement ${label}, allows ${actions}: allow ${ASSUME} alone`;
        }
        if (principals.length > 1) {
          yield `${field}, statement ${label}, trusts others beside GitHub: use a statement for each`;
        }
        for (const wrong of claimProblems(statement, props.name, settings)) {
          yield `${field}, statement ${label}, ${wrong}`;
        }
      }
    }
  },
});

/** Whether it names GitHub's issuer, as a principal or in a condition, or lets any issuer in. */
function trustsGitHub({ actions, principals, tests }: Statement): boolean {
  return (
    principals.some(({ kind, value }) => kind === "Federated" && value.includes(ISSUER)) ||
    tests.some(({ key }) => key.toLowerCase().startsWith(ISSUER)) ||
    (actions.some((action) => action.toLowerCase() === ASSUME.toLowerCase()) &&
      principals.some(({ value }) => value.includes("*")))
  );
}
