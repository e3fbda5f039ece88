import { createValidatedPolicy, validateTrustPolicy } from "@cloud-copilot/iam-policy";
import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import type { Account } from "../world";
import { trustOf } from "./role-policies";
import type { Claims } from "./token";

/**
 * Claims of a GitHub token that STS makes condition keys of. Source: IAM user guide, "Available keys for
 * AWS OIDC federation", GitHub.
 */
const KEYS = [
  ...["actor", "actor_id", "aud", "enterprise_id", "environment", "job_workflow_ref", "ref"],
  ...["repository", "repository_id", "repository_owner_id", "run_id", "sub", "workflow"],
];

/** Whether a role may be assumed with a token, by its trust policy. */
export function trustsToken(account: Account, role: string, claims: Claims): boolean {
  const host = claims.iss.replace(/^https:\/\//, "");
  const keys = KEYS.filter((key) => key in claims).map((key) => [
    `${host}:${key}`,
    String(claims[key]),
  ]);
  return trusts(account, role, {
    principal: `arn:aws:iam::${account.id}:oidc-provider/${host}`,
    action: "sts:AssumeRoleWithWebIdentity",
    context: Object.fromEntries(keys),
  });
}

/** A wish to assume a role. */
export interface Wish {
  /** ARN of who assumes, or a service such as `lambda.amazonaws.com`. */
  readonly principal: string;
  readonly action: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity" | "sts:SetSourceIdentity";
  readonly context: Readonly<Record<string, string>>;
}

/** Whether the trust policy of a role allows that it is assumed so. */
export function trusts(account: Account, role: string, wish: Wish): boolean {
  const document = trustOf(account, role);
  if (document === undefined) return false;
  const trust = createValidatedPolicy(document, validateTrustPolicy, { name: "trust" });
  if (trust.errors.length > 0) throw new Error(`${role}: ${JSON.stringify(trust.errors)}`);
  // The request is not validated: the simulator's data lists no claims of an OIDC provider.
  const resource = `arn:aws:iam::${account.id}:role/${role}`;
  return (
    runUnsafeSimulation(
      {
        request: {
          principal: wish.principal,
          action: wish.action,
          resource: { resource, accountId: account.id },
          contextVariables: wish.context,
        },
        identityPolicies: [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: trust,
      },
      {},
    ) === "Allowed"
  );
}
