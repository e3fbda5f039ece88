import canonicalize from "canonicalize";
import { type PlannedResource, plannedResources } from "./plan";
import { readPolicy, widened } from "./statements";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ROLE = "aws:iam/role:Role";

/** Inputs of a type that decide who may do what. */
interface Grants {
  /** Texts of policies. */
  readonly policies?: readonly string[];
  /** What grants something by its value. */
  readonly values?: readonly string[];
  /** What a grant belongs to, or is limited by: it counts where that is another one than before. */
  readonly limits?: readonly string[];
}

/** Inputs that grant something, by Pulumi's type. */
const GRANTS: Readonly<Record<string, Grants>> = {
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { policies: ["policyDocument"] },
  "aws:codeartifact/domainPermissions:DomainPermissions": { policies: ["policyDocument"] },
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": {
    policies: ["policyDocument"],
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": { policies: ["policy"], limits: ["repository"] },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { values: ["url", "clientIdLists"] },
  "aws:iam/policy:Policy": { policies: ["policy"] },
  [ROLE]: {
    policies: ["assumeRolePolicy"],
    values: ["inlinePolicies", "managedPolicyArns"],
    limits: ["permissionsBoundary"],
  },
  "aws:iam/rolePolicy:RolePolicy": { policies: ["policy"], limits: ["role"] },
  [ATTACHMENT]: { values: ["policyArn", "role"] },
  "aws:kms/key:Key": { policies: ["policy"] },
  "aws:lambda/permission:Permission": {
    values: ["action", "function", "principal", "principalOrgId", "sourceAccount", "sourceArn"],
  },
  "aws:s3/bucketPolicy:BucketPolicy": { policies: ["policy"], limits: ["bucket"] },
  "aws:sns/topicPolicy:TopicPolicy": { policies: ["policy"], limits: ["arn"] },
  "aws:sqs/queuePolicy:QueuePolicy": { policies: ["policy"], limits: ["queueUrl"] },
};

/** Types of resources whose inputs grant something. */
export const GRANTING_TYPES: readonly string[] = Object.keys(GRANTS);

/**
 * What roles, and whoever resource policies name, may do by a plan and could not do before it (CI/CL-002 §4): every
 * statement that is new, every refusal that is gone, and every value that grants something and is another one. What a
 * plan does not know yet may be anything, so it counts.
 *
 * @param plan - JSON of the file that `pulumi preview --save-plan` writes
 * @param state - JSON of what `pulumi stack export` prints before the plan is applied
 * @returns a line for each, such as `rolePolicy billing-stg-deploy allows s3:GetObject on arn:aws:s3:::b/*`
 * @throws {InvalidInput} if one of them is none
 */
export function broadenedBy(plan: unknown, state: unknown): readonly string[] {
  const resources = plannedResources(plan, state);
  const removedRoles = new Set(
    resources.flatMap(({ type, before, after }) =>
      type === ROLE && after === undefined ? [before?.name] : [],
    ),
  );
  return resources.flatMap((resource) => {
    const { type, name, before } = resource;
    // What is detached may have refused something; with its role, it has nobody to refuse it to.
    const isMoot = type === ATTACHMENT && removedRoles.has(before?.role);
    const what = `${type.split("/").at(-1)?.split(":")[0]} ${name}`;
    return isMoot ? [] : changesOf(resource).map((line) => `${what} ${line}`);
  });
}

function changesOf({ type, before, after }: PlannedResource): readonly string[] {
  const { policies = [], values = [], limits = [] } = GRANTS[type] ?? {};
  const lines = policies.flatMap((field) => policyChanges(field, before?.[field], after?.[field]));
  if (after === undefined) return type === ATTACHMENT ? [...lines, "is detached"] : lines;
  const counted = before === undefined ? values : [...values, ...limits];
  return [
    ...lines,
    ...counted.flatMap((field) => valueChanges(field, before?.[field], after[field])),
  ];
}

function policyChanges(field: string, before: unknown, after: unknown): readonly string[] {
  if (same(before, after)) return [];
  const [old, next] = [before ?? NO_POLICY, after ?? NO_POLICY].map(readPolicy);
  if (next === undefined) return [`has a ${field} that is not known before it is applied`];
  // Of what cannot be read, nothing is known to have been allowed: all of the new one counts.
  return widened(old ?? [], next);
}

const NO_POLICY = { Statement: [] };

function valueChanges(field: string, before: unknown, after: unknown): readonly string[] {
  if (same(before, after)) return [];
  return [after === undefined ? `has no ${field} any more` : `has the ${field} ${textOf(after)}`];
}

function same(a: unknown, b: unknown): boolean {
  return canonicalize(a ?? null) === canonicalize(b ?? null);
}

/** What Pulumi's plans have in the place of a text that is not known yet (pulumi/sdk, `plugin.UnknownStringValue`). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function textOf(value: unknown): string {
  return value === UNKNOWN ? "that is not known before it is applied" : (canonicalize(value) ?? "");
}
