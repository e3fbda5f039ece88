import { noLongLivedCredential } from "../../../policies/identity/no-long-lived-credential";
import { judges } from "../../support/violations";

const user = (type: string) => ({ type, props: {}, says: [/does not expire/] });

/** All types of IAM that are a user's or a group's, or a credential of one (`@pulumi/aws`, iam). */
const OF_USERS = [
  "aws:iam/groupMembership:GroupMembership",
  "aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
  "aws:iam/signingCertificate:SigningCertificate",
  "aws:iam/sshKey:SshKey",
  "aws:iam/userGroupMembership:UserGroupMembership",
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/virtualMfaDevice:VirtualMfaDevice",
];

judges(noLongLivedCredential, {
  "[§4] refuses a user": user("aws:iam/user:User"),
  "[§4] refuses an access key": user("aws:iam/accessKey:AccessKey"),
  "refuses a login profile": user("aws:iam/userLoginProfile:UserLoginProfile"),
  "refuses a group": user("aws:iam/group:Group"),
  "refuses a service's credential": user(
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  ),
  ...Object.fromEntries(OF_USERS.map((type) => [`refuses ${type}`, user(type)])),
});
