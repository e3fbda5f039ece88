import { z } from "zod";
import type { RefreshedResource } from "./refresh-preview";
import type { Difference } from "./resource";
import { shownValues } from "./shown-value";

const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHED = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** What the provider reads of a role's policies (@pulumi/aws, iam.Role). */
const POLICIES = z.object({
  name: z.string(),
  inlinePolicies: z
    .array(z.object({ name: z.string().default(""), policy: z.string().default("") }))
    .default([]),
  managedPolicyArns: z.array(z.string()).default([]),
});

const OF_ROLE = z.object({ role: z.string(), name: z.string(), policyArn: z.string() }).partial();

/**
 * Policies that a role has and that no resource of the program gave it. A role ignores them all, as other resources
 * of the program set them: so what somebody adds by hand shows only beside those.
 *
 * @param all - every resource of the state
 */
export function addedPolicies(
  { old, found }: RefreshedResource,
  all: readonly RefreshedResource[],
): readonly Difference[] {
  if (old.type !== ROLE || found === undefined) return [];
  const read = POLICIES.safeParse(found.outputs);
  if (!read.success) return [];
  const { name, inlinePolicies, managedPolicyArns } = read.data;
  const own = (type: string) =>
    all
      .filter((each) => each.old.type === type)
      .flatMap((each) => OF_ROLE.safeParse(each.old.inputs).data ?? [])
      .filter(({ role }) => role === name);
  const named = new Set(own(INLINE).map((each) => each.name));
  const attached = new Set(own(ATTACHED).map((each) => each.policyArn));
  return [
    ...inlinePolicies
      .filter((each) => each.name !== "" && !named.has(each.name))
      .map((each) => difference(`inlinePolicies["${each.name}"]`, each.policy)),
    ...managedPolicyArns
      .filter((arn) => !attached.has(arn))
      .map((arn) => difference("managedPolicyArns", arn)),
  ];
}

function difference(path: string, value: string): Difference {
  const [, account = ""] = shownValues(path, undefined, value);
  return { path, account };
}
