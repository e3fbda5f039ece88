import { repositoryAccessIsRestricted } from "../../../policies/github/repository-access-is-restricted";
import { type Case, judges, LATER } from "../../support/violations";

const repository = (visibility?: unknown): Case => ({
  type: "github:index/repository:Repository",
  props: { visibility },
});
const collaborator = (permission?: string): Case => ({
  type: "github:index/repositoryCollaborator:RepositoryCollaborator",
  props: { username: "x", permission },
});
const key = (readOnly?: boolean): Case => ({
  type: "github:index/repositoryDeployKey:RepositoryDeployKey",
  props: { readOnly },
});
const TEMPLATE =
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate";

judges(repositoryAccessIsRestricted, {
  "passes a private repository": repository("private"),
  "passes an internal one": repository("internal"),
  "passes what is unknown": repository(LATER),
  "refuses a public one": { ...repository("public"), says: [/^visibility is public/] },
  "refuses one that says nothing": { ...repository(), says: [/^visibility is not given/] },
  "passes a reader from outside": collaborator("pull"),
  ...Object.fromEntries(
    ["push", "maintain", "admin"].map((permission) => [
      `refuses ${permission} for somebody outside a team`,
      { ...collaborator(permission), says: [new RegExp(`^permission is ${permission}`)] },
    ]),
  ),
  "refuses push by default": { ...collaborator(), says: [/^permission is push/] },
  "refuses admins in a list": {
    type: "github:index/repositoryCollaborators:RepositoryCollaborators",
    props: {
      users: [
        { username: "a", permission: "pull" },
        { username: "b", permission: "admin" },
      ],
      teams: [{ teamId: "t", permission: "admin" }],
    },
    says: [/^users\.\*\.permission is admin/, /^teams\.\*\.permission is admin/],
  },
  "refuses a team of admins": {
    type: "github:index/teamRepository:TeamRepository",
    props: { permission: "admin" },
    says: [/^permission is admin/],
  },
  "refuses an owner of the organization": {
    type: "github:index/membership:Membership",
    props: { username: "x", role: "admin" },
    says: [/^role is admin/],
  },
  "passes a key that reads": key(true),
  "refuses a key that writes": { ...key(false), says: [/^readOnly is false/] },
  "refuses a key that says nothing": { ...key(), says: [/^readOnly is not given/] },
  "passes GitHub's own subject": { type: TEMPLATE, props: { useDefault: true } },
  "refuses another subject": {
    type: TEMPLATE,
    props: { useDefault: false, includeClaimKeys: ["repo"] },
    says: [/^useDefault is false: set it to true$/],
  },
  "refuses another subject of all repositories": {
    type: "github:index/actionsOrganizationOidcSubjectClaimCustomizationTemplate:ActionsOrganizationOidcSubjectClaimCustomizationTemplate",
    props: { includeClaimKeys: ["repo"] },
    says: [/^it is a subject template of all repositories: remove it$/],
  },
  "refuses administrators who push past a protected branch": {
    type: "github:index/branchProtection:BranchProtection",
    props: { allowsForcePushes: true, allowsDeletions: true },
    says: [/^enforceAdmins is not given/, /^allowsForcePushes is true/, /^allowsDeletions is true/],
  },
  "refuses a webhook that checks no certificate": {
    type: "github:index/repositoryWebhook:RepositoryWebhook",
    props: { configuration: { url: "https://a.example", insecureSsl: true } },
    says: [/^configuration\.insecureSsl is true/],
  },
  "refuses workflows that other organizations may call": {
    type: "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel",
    props: { repository: "x", accessLevel: "enterprise" },
    says: [/^accessLevel is enterprise/],
  },
  "passes workflows that the organization may call": {
    type: "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel",
    props: { repository: "x", accessLevel: "organization" },
  },
  "refuses jobs that may write by default, or approve": {
    type: "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
    props: { defaultWorkflowPermissions: "write", canApprovePullRequestReviews: true },
    says: [/^defaultWorkflowPermissions is write/, /^canApprovePullRequestReviews is true/],
  },
  "refuses the organization's word for push": {
    ...collaborator("write"),
    says: [/^permission is write/],
  },
  "passes a reader in a list": {
    type: "github:index/repositoryCollaborators:RepositoryCollaborators",
    props: { users: [{ username: "a", permission: "pull" }] },
  },
  "refuses push by default in a list": {
    type: "github:index/repositoryCollaborators:RepositoryCollaborators",
    props: { users: [{ username: "a" }] },
    says: [/^users\.\*\.permission is push/],
  },
  "passes tokens that read": {
    type: "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
    props: { defaultWorkflowPermissions: "read" },
  },
  "refuses tokens that say nothing, and approve": {
    type: "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
    props: { canApprovePullRequestReviews: true },
    says: [/^defaultWorkflowPermissions is not given: set it to read$/, /^canApprove/],
  },
  "refuses a branch that anybody may overwrite or delete": {
    type: "github:index/branchProtection:BranchProtection",
    props: { enforceAdmins: false, allowsForcePushes: true, allowsDeletions: true },
    says: [/^enforceAdmins is false/, /^allowsForcePushes is true/, /^allowsDeletions is true/],
  },
  "passes a branch that is protected from administrators, too": {
    type: "github:index/branchProtection:BranchProtection",
    props: { enforceAdmins: true, allowsForcePushes: false },
  },
});
