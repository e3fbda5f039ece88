import { demandRule, demandTable, mustBe, mustNotBe, mustNotExist } from "../support/demands";
import { ciCl002 } from "../support/frameworks";
import { given } from "../support/unknowns";

/** Permissions that change code, settings or access. */
const WRITES = ["push", "maintain", "admin", "write"];

export const repositoryAccessIsRestricted = demandRule({
  name: "repository-access-is-restricted",
  description:
    "Repositories are private, nobody outside a team may write, and tokens keep GitHub's own subject.",
  why:
    "Who can write to a repository can start its workflows, and a role trusts what these say: that trust " +
    "rests on the subject of GitHub's own template.",
  remediationSteps:
    "Give access by a team, let jobs use their own token, and keep `useDefault: true`.",
  severity: "critical",
  framework: ciCl002("§4"),
  demands: demandTable({
    "github:index/actionsOrganizationOidcSubjectClaimCustomizationTemplate:ActionsOrganizationOidcSubjectClaimCustomizationTemplate":
      [mustNotExist("a subject template of all repositories")],
    "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate":
      [mustBe(({ useDefault }) => useDefault, true)],
    "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel": [
      mustNotBe(({ accessLevel }) => accessLevel, "enterprise"),
    ],
    "github:index/branchProtection:BranchProtection": [
      mustBe(({ enforceAdmins }) => enforceAdmins, true),
      mustNotBe(({ allowsForcePushes }) => allowsForcePushes, true),
      mustNotBe(({ allowsDeletions }) => allowsDeletions, true),
    ],
    "github:index/membership:Membership": [mustNotBe(({ role }) => role, "admin")],
    "github:index/repository:Repository": [
      mustBe(({ visibility }) => visibility, "private", "internal"),
    ],
    "github:index/repositoryCollaborator:RepositoryCollaborator": [
      // The provider's default is push.
      mustNotBe(({ permission }) => permission ?? "push", ...WRITES),
    ],
    "github:index/repositoryCollaborators:RepositoryCollaborators": [
      mustNotBe(
        ({ users }) => given(users).map(({ permission }) => permission ?? "push"),
        ...WRITES,
      ),
      mustNotBe(({ teams }) => given(teams).map(({ permission }) => permission), "admin"),
    ],
    "github:index/repositoryDeployKey:RepositoryDeployKey": [
      mustBe(({ readOnly }) => readOnly, true),
    ],
    "github:index/repositoryWebhook:RepositoryWebhook": [
      mustNotBe(({ configuration }) => configuration?.insecureSsl, true),
    ],
    "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions": [
      mustBe(({ defaultWorkflowPermissions }) => defaultWorkflowPermissions, "read"),
      mustNotBe(({ canApprovePullRequestReviews }) => canApprovePullRequestReviews, true),
    ],
    "github:index/teamRepository:TeamRepository": [
      mustNotBe(({ permission }) => permission, "admin"),
    ],
  }),
});
