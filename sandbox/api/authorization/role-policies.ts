import type { Properties } from "../../cloud/record";
import { objectOf } from "../../cloud/values";
import type { Account } from "../world";
import { ADMINISTRATOR } from "./sessions";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";

/** A policy document, with the name of the policy. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: unknown;
}

/** What decides over a role's calls. */
export interface RolePolicies {
  /** Inline and attached. */
  readonly identity: readonly NamedPolicy[];
  /** @default - the role has no boundary */
  readonly boundary?: NamedPolicy;
  /** Tags of the role: principal tags of its sessions. */
  readonly tags: Properties;
}

const EVERYTHING = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/**
 * The policies of a role as the account holds them now.
 *
 * @throws {Error} if one is attached that the account does not hold, such as one of AWS's own
 */
export function rolePolicies(account: Account, role: string): RolePolicies {
  const { cloud } = account;
  if (role === ADMINISTRATOR)
    return { identity: [{ name: "admin", policy: EVERYTHING }], tags: {} };
  const { state = {} } = cloud.get({ type: ROLE, key: role }) ?? {};
  const ofIt = (type: string) =>
    cloud.list(type).flatMap(({ state: each }) => (each.role === role ? [each] : []));
  const managed = (arn: unknown) => {
    const found = cloud.list(POLICY).find(({ state: each }) => each.arn === arn);
    if (!found) throw new Error(`${role}: the account has no policy ${arn}`);
    return { name: String(arn), policy: parsed(found.state.policy) };
  };
  return {
    identity: [
      ...ofIt("aws:iam/rolePolicy:RolePolicy").map(({ name, policy }) => ({
        name: String(name),
        policy: parsed(policy),
      })),
      ...ofIt("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ policyArn }) =>
        managed(policyArn),
      ),
    ],
    ...boundaryOf(state.permissionsBoundary, managed),
    tags: objectOf(state.tags) ?? {},
  };
}

/** Who may assume a role, as a policy document; `undefined` where there is no such role. */
export function trustOf({ cloud }: Account, role: string): unknown {
  const found = cloud.get({ type: ROLE, key: role });
  return found && parsed(found.state.assumeRolePolicy);
}

function boundaryOf(arn: unknown, managed: (arn: unknown) => NamedPolicy) {
  return arn === undefined ? {} : { boundary: managed(arn) };
}

function parsed(policy: unknown): unknown {
  return typeof policy === "string" ? JSON.parse(policy) : policy;
}
