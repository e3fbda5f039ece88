import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";

export const noLongLivedCredential = resourceRule({
  name: "no-long-lived-credential",
  description:
    "No IAM user, group, access key, login profile or other credential that does not expire.",
  why:
    "Such a credential works until someone remembers to end it, from anywhere, without approval. The " +
    "session of a role ends within hours.",
  remediationSteps:
    "Let the workload assume a role: a task or execution role, or the deploy role by OIDC.",
  severity: "critical",
  framework: ciCl002("§4"),
  types: [
    "aws:iam/accessKey:AccessKey",
    "aws:iam/group:Group",
    "aws:iam/groupMembership:GroupMembership",
    "aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/signingCertificate:SigningCertificate",
    "aws:iam/sshKey:SshKey",
    "aws:iam/user:User",
    "aws:iam/userGroupMembership:UserGroupMembership",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
    "aws:iam/virtualMfaDevice:VirtualMfaDevice",
  ],
  *check({ type }) {
    yield `${type} is, or serves, a credential that does not expire: use a role instead`;
  },
});
