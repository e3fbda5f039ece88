import {
  createValidatedPolicy,
  validateResourcePolicy,
  validateTrustPolicy,
} from "@cloud-copilot/iam-policy";
import { runSimulation, runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import type { Document, Role } from "./roles";

const ISSUER = "token.actions.githubusercontent.com";

/** Claims of a GitHub token that STS makes condition keys of; it drops every other. */
const CLAIMS = ["aud", "sub", "repository_id", "environment", "job_workflow_ref", "ref"] as const;

/** A GitHub token, as far as a trust policy can see it. */
export type Token = Partial<Record<(typeof CLAIMS)[number], string>>;

/** Whether `role` may be assumed with `token`, by its trust policy. */
export function admits(role: Role, token: Token, issuer = ISSUER): boolean {
  const claims = Object.entries(token).map(([claim, value]) => [`${ISSUER}:${claim}`, value]);
  const trust = createValidatedPolicy(role.trust, validateTrustPolicy, { name: "trust" });
  if (trust.errors.length > 0) throw new Error(JSON.stringify(trust.errors));
  // The request is not validated: the simulator's data lists no `sub` or `aud`, which every OIDC provider has.
  const result = runUnsafeSimulation(
    {
      request: {
        principal: `arn:aws:iam::${role.account}:oidc-provider/${issuer}`,
        action: "sts:AssumeRoleWithWebIdentity",
        resource: { resource: role.arn, accountId: role.account },
        contextVariables: Object.fromEntries(claims),
      },
      ...NO_POLICIES,
      resourcePolicy: trust,
    },
    {},
  );
  return result === "Allowed";
}

/** What is asked for beside an action and a resource. */
export interface Circumstances {
  /** Condition keys of the request. */
  readonly with?: Readonly<Record<string, string | string[]>>;
  /** Account that owns the resource. @default - the role's */
  readonly account?: string;
  /** The resource's own policy. @default - none; a key's leaves it to IAM, as ours do */
  readonly resourcePolicy?: Document;
  /** Permissions to judge by instead of the role's own, under its boundary. */
  readonly permissions?: readonly Document[];
}

/** Whether `role` may do `action` on `resource`, see {@link verdict}. */
export async function may(
  role: Role,
  action: string,
  resource: string,
  circumstances: Circumstances = {},
): Promise<boolean> {
  return (await verdict(role, action, resource, circumstances)) === "Allowed";
}

/**
 * What AWS says when `role` asks to do `action` on `resource`: its own policies under its
 * boundary. `ExplicitlyDenied` holds against the resource's own policy too.
 *
 * @throws when the action is not one of AWS, does not take such a resource, or a policy or a
 *   condition key is not valid, so that a refusal is never for a wrong question
 */
export async function verdict(
  role: Role,
  action: string,
  resource: string,
  circumstances: Circumstances = {},
): Promise<"Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied"> {
  const asked = `${action} on ${resource}`;
  const simulation = simulationOf(role, action, resource, circumstances);
  const keys = Object.keys(circumstances.with ?? {});
  if (UNLISTED.some((each) => [asked, ...keys].some((text) => each.test(text)))) {
    return unchecked(simulation);
  }
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === "error") {
    throw new Error(`${asked}: ${JSON.stringify(answer.errors)}`);
  }
  const results = answer.resultType === "single" ? [answer.result] : answer.results;
  const ignored = results.flatMap((each) => each.ignoredContextKeys ?? []);
  if (ignored.length > 0) throw new Error(`${asked} has no condition key ${ignored.join(", ")}`);
  return answer.overallResult;
}

/**
 * Whether `role` may do `action` on `resource`, see {@link verdict}, though the action may take no such
 * resource: for a question of every action of a service.
 */
export async function mayEvenIfPointless(
  role: Role,
  action: string,
  resource: string,
  circumstances: Circumstances,
): Promise<boolean> {
  return (await unchecked(simulationOf(role, action, resource, circumstances))) === "Allowed";
}

function unchecked({ resourcePolicy, ...own }: ReturnType<typeof simulationOf>) {
  const policy = resourcePolicy && { resourcePolicy: validated(resourcePolicy) };
  return runUnsafeSimulation({ ...own, ...policy }, {});
}

function simulationOf(role: Role, action: string, resource: string, circumstances: Circumstances) {
  const owner = circumstances.account ?? role.account;
  const policies = circumstances.permissions ?? role.permissions;
  return {
    ...NO_POLICIES,
    request: {
      principal: `${role.arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/ci`,
      action,
      resource: { resource, accountId: owner },
      contextVariables: {
        "aws:PrincipalArn": role.arn,
        "aws:PrincipalTag/Service": role.service,
        "aws:RequestedRegion": "ca-central-1",
        ...circumstances.with,
      },
    },
    identityPolicies: policies.map((policy, index) => ({ name: `own-${index}`, policy })),
    permissionBoundaryPolicies: [{ name: "boundary", policy: role.boundary }],
    resourcePolicy:
      circumstances.resourcePolicy ?? (action.startsWith("kms:") ? throughIam(owner) : undefined),
  };
}

/**
 * What the simulator's data does not have, so that nothing of the question is checked: HTTP APIs, tags
 * of a load balancer's parts, packages without a namespace, encryption contexts; and where
 * it takes an ARN for two types: versions of a configuration profile, aliases of a function.
 */
const UNLISTED = [
  /^apigateway:\w+ on arn:aws:apigateway:[^:]+::\/(apis|tags)\b/,
  /^appconfig:GetHostedConfigurationVersion on .*\/hostedconfigurationversion\//,
  /^lambda:GetProvisionedConcurrencyConfig on .*:function:[^:]+:/,
  /^codeartifact:\w+ on .*:package\/.*\/pypi\/\//,
  /^kms:EncryptionContext:/,
  /^elasticloadbalancing:(Add|Remove)Tags on .*:(listener|listener-rule|targetgroup)\//,
];

const NO_POLICIES = {
  identityPolicies: [],
  serviceControlPolicies: [],
  resourceControlPolicies: [],
};

function validated(policy: Document) {
  return createValidatedPolicy(policy, validateResourcePolicy, { name: "resource" });
}

/** Key policy that leaves the decision to the IAM policies of `account`. */
function throughIam(account: string): Document {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }],
  };
}
