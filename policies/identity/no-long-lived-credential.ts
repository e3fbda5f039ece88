import { resourceRule } from "../support/rule";

/** Types that are, or only serve, a credential that does not expire. */
const TYPES = new Set(
  [
    "accessKey:AccessKey",
    "group:Group",
    "groupMembership:GroupMembership",
    "groupPoliciesExclusive:GroupPoliciesExclusive",
    "groupPolicy:GroupPolicy",
    "groupPolicyAttachment:GroupPolicyAttachment",
    "groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
    "serviceSpecificCredential:ServiceSpecificCredential",
    "signingCertificate:SigningCertificate",
    "sshKey:SshKey",
    "user:User",
    "userGroupMembership:UserGroupMembership",
    "userLoginProfile:UserLoginProfile",
    "userPoliciesExclusive:UserPoliciesExclusive",
    "userPolicy:UserPolicy",
    "userPolicyAttachment:UserPolicyAttachment",
    "userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
    "virtualMfaDevice:VirtualMfaDevice",
  ].map((each) => `aws:iam/${each}`),
);

/**
 * Nothing in a plan is an IAM user, a group of them, or a key or password of one.
 *
 * Why: such a credential works until someone remembers to end it, from anywhere, with no approval
 * asked (CI/CL-002 §4). A role's session ends within hours.
 *
 * Fix: let the workload assume a role: a task or execution role, or the deploy role by OIDC.
 */
export const noLongLivedCredential = resourceRule({
  name: "no-long-lived-credential",
  description:
    "No IAM user, group, access key, login profile or other credential that does not expire.",
  applies: (type) => TYPES.has(type),
  *check({ type }) {
    yield `${type} stands for a credential that does not expire: use a role instead`;
  },
});
